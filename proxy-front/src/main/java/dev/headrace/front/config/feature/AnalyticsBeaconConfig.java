package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.AnalyticsBeacon;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;

/**
 * Has pages tell their own host how they loaded.
 *
 * @param enabled whether it is on; default true
 * @param token what the site is called in it: letters, digits, hyphens, low lines and full stops; default site
 */
public record AnalyticsBeaconConfig(
        @Default("true") boolean enabled, @Default("site") String token) implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        return new AnalyticsBeacon(token, with::visited);
    }

    @Override
    public FeatureName named() {
        return FeatureName.ANALYTICS_BEACON;
    }
}
