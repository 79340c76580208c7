package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.RemoveComments;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Takes comments out that mean nothing to a browser or a framework.
 *
 * @param enabled whether it is on; default true
 * @param keep beginnings of comments that stay
 */
public record RemoveCommentsConfig(@Default("true") boolean enabled, List<String> keep) implements Switchable {
    /** Copies what can be changed. */
    public RemoveCommentsConfig {
        keep = List.copyOf(keep);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new RemoveComments(keep);
    }

    @Override
    public FeatureName named() {
        return FeatureName.REMOVE_COMMENTS;
    }
}
