package dev.headrace.front.routing;

import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Where requests for a part of a site go.
 *
 * @param prefix of the path, whole segments only: {@code /shop} stands for {@code /shop} and {@code /shop/cart}, not for
 *     {@code /shopping}
 * @param upstream who answers
 * @param rewriting what is done with its documents; null for nothing
 * @param features what of {@code rewriting} has requests of its own; null for nothing
 */
public record Route(
        String prefix,
        Upstream upstream,
        @Nullable Rewriting rewriting,
        @Nullable Features features) {
    /**
     * Refuses a prefix that is none.
     *
     * @throws IllegalArgumentException if the prefix does not begin with a slash
     */
    public Route {
        if (!prefix.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /, and \"" + prefix + "\" does not");
        }
    }

    boolean matches(String path) {
        return path.startsWith(prefix)
                && (prefix.endsWith("/") || path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
