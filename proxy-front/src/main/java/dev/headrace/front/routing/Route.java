package dev.headrace.front.routing;

import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.front.upstream.Upstream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where requests for a part of a site go.
 *
 * @param prefix of the path, whole segments only: {@code /shop} stands for {@code /shop} and {@code /shop/cart}, not for
 *     {@code /shopping}
 * @param upstream who answers
 * @param rewriting what is done with its documents; null for nothing
 * @param suspects visitors whose documents are rewritten in another way; null if there are none
 * @param features what of {@code rewriting} has requests of its own; null for nothing
 */
public record Route(
        String prefix,
        Upstream upstream,
        @Nullable Rewriting rewriting,
        @Nullable Suspects suspects,
        @Nullable Features features) {
    /** Who is suspicious, and what is done with documents for them: what only they do not get costs others nothing. */
    public record Suspects(Predicate<RequestHead> test, Rewriting rewriting) {}

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

    /** What is done with the document that answers a request; null for nothing. */
    public @Nullable Rewriting rewriting(RequestHead request) {
        return suspects != null && suspects.test.test(request) ? suspects.rewriting : rewriting;
    }

    boolean matches(String path) {
        return path.startsWith(prefix)
                && (prefix.endsWith("/") || path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
