package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.CollapseWhitespace;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Makes one of several white space characters.
 *
 * @param enabled whether it is on; default true
 * @param keep selectors of elements in which all is kept
 */
public record CollapseWhitespaceConfig(@Default("true") boolean enabled, List<String> keep) implements Switchable {
    /** Copies what can be changed. */
    public CollapseWhitespaceConfig {
        keep = List.copyOf(keep);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new CollapseWhitespace(keep);
    }

    @Override
    public FeatureName named() {
        return FeatureName.COLLAPSE_WHITESPACE;
    }
}
