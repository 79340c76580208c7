package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.TrimUrls;
import dev.headrace.front.config.value.Default;

/**
 * Shortens URLs of the same site.
 *
 * @param enabled whether it is on; default true
 * @param schemes whether URLs of other hosts with the same scheme lose it; default false
 */
public record TrimUrlsConfig(
        @Default("true") boolean enabled, @Default("false") boolean schemes) implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new TrimUrls(schemes);
    }

    @Override
    public FeatureName named() {
        return FeatureName.TRIM_URLS;
    }
}
