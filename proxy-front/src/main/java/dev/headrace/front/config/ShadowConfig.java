package dev.headrace.front.config;

import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that is tried beside the one in force: clients see nothing of it, and what it would have changed is counted.
 *
 * @param rewrite rules in place of those in force on each path, or false for none; those in force if left out
 * @param features what is switched on or off, in place of what is in force on each path
 * @param percent of responses that it is tried on, from 1 to 100; default 100
 */
public record ShadowConfig(
        @Nullable RewriteConfig rewrite,
        FeaturesConfig features,
        @Default("100") @Bounds(min = "1", max = "100") int percent) {}
