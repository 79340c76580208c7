package dev.headrace.adapter.policy;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is rewritten, and by what. Called on the channel's event loop, so it must not block; one policy may serve all
 * channels. If it throws, the response passes as it is.
 *
 * <p>It is asked twice what to do, because both answers are needed: when a request arrives, since the origin must not be asked for codings
 * that cannot be undone, nor be shown entity tags that are not its own; and when the response's head is there.
 */
@FunctionalInterface
public interface RewritePolicy {
    /**
     * Which rewriting documents that answer this request would get; null if none: the request and its response then pass untouched.
     */
    @Nullable
    Rewriting rewriting(RequestHead request);

    /** Who asks; asked first. */
    default Visitor visitor(RequestHead request) {
        return Visitor.UNKNOWN;
    }

    /**
     * Whether a response that could be rewritten is; asked once for each, before its content has come.
     *
     * @param chosen the answer of {@link #rewriting(RequestHead)}
     * @return what to rewrite with, usually {@code chosen}; null to pass the response untouched
     */
    default @Nullable Rewriting rewriting(RequestHead request, HttpResponse response, Rewriting chosen) {
        return chosen;
    }
}
