package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.Inject;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Puts HTML and scripts into pages.
 *
 * @param enabled whether it is on; default true
 * @param items what, and where
 */
public record InjectConfig(@Default("true") boolean enabled, List<InjectionConfig> items) implements Switchable {
    /** Copies what can be changed. */
    public InjectConfig {
        items = List.copyOf(items);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new Inject(items.stream().map(InjectionConfig::injection).toList());
    }

    @Override
    public FeatureName named() {
        return FeatureName.INJECT;
    }
}
