package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;

/** What {@code true} or {@code false} can stand for in a file, in place of a mapping with {@code enabled}. */
public sealed interface Switchable
        permits AnalyticsBeaconConfig,
                BaseTagConfig,
                CollapseWhitespaceConfig,
                CspNoncesConfig,
                DeferredScriptsConfig,
                ElideAttributesConfig,
                EmailObfuscationConfig,
                EsiConfig,
                ExcludesConfig,
                HeadTagsConfig,
                HttpsRewritesConfig,
                InjectConfig,
                LazyLoadingConfig,
                LinkMapConfig,
                RemoveCommentsConfig,
                ResourceHintsConfig,
                RewriteDomainsConfig,
                TrimUrlsConfig {
    /** The setting that they stand for. */
    String SWITCH = "enabled";

    /** Whether it is on. */
    boolean enabled();

    /** Which feature it is. */
    FeatureName named();

    /** Whether the feature remembers what is of one tenant, so that others cannot share it. */
    default boolean isOfOneTenant() {
        return false;
    }

    /**
     * The feature with these options.
     *
     * @throws IllegalArgumentException if they make no sense; the message says why
     */
    Feature feature(Surroundings with);
}
