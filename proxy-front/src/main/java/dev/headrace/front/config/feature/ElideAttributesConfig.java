package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.ElideAttributes;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;
import java.util.List;
import java.util.Set;

/**
 * Takes attributes out that say what holds without them.
 *
 * @param enabled whether it is on; default true
 * @param elements of script, style, link, form and table; all but table if left out
 */
public record ElideAttributesConfig(
        @Default("true") boolean enabled,
        @Default("[script, style, link, form]") List<String> elements) implements Switchable {
    /** Copies what can be changed. */
    public ElideAttributesConfig {
        elements = List.copyOf(elements);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new ElideAttributes(Set.copyOf(elements));
    }

    @Override
    public FeatureName named() {
        return FeatureName.ELIDE_ATTRIBUTES;
    }
}
