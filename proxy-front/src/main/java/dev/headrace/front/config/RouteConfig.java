package dev.headrace.front.config;

import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.PathPrefix;
import org.jspecify.annotations.Nullable;

/**
 * Which paths go to which upstream. Of all routes whose path fits, the longest counts.
 *
 * @param path the beginning of the path, at a slash: /shop stands for /shop and /shop/cart, not for /shopping; default /
 * @param upstream the name of an upstream; may be left out if there is only one
 * @param rewrite rules in place of the tenant's, or false for none; the tenant's if left out
 * @param features what is switched on or off for these paths, in place of what the tenant says of each
 */
public record RouteConfig(
        @Default("/") PathPrefix path,
        @Nullable String upstream,
        @Nullable RewriteConfig rewrite,
        @Nullable FeaturesConfig features) {}
