package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.BaseTag;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;

/**
 * Gives pages a base that have none.
 *
 * @param enabled whether it is on; default true
 * @param href the base, such as https://www.example/app/ or /app/; default /
 */
public record BaseTagConfig(
        @Default("true") boolean enabled, @Default("/") String href) implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new BaseTag(href);
    }

    @Override
    public FeatureName named() {
        return FeatureName.BASE_TAG;
    }
}
