package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.LazyLoading;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;

/**
 * Has images and iframes loaded when they come near.
 *
 * @param enabled whether it is on; default true
 * @param eagerImages how many images at the start of a page are loaded at once, from 0 to 1000; default 2
 */
public record LazyLoadingConfig(
        @Default("true") boolean enabled,
        @Default("2") @Bounds(min = "0", max = "1000") int eagerImages) implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new LazyLoading(eagerImages);
    }

    @Override
    public FeatureName named() {
        return FeatureName.LAZY_LOADING;
    }
}
