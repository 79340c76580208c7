package dev.headrace.adapter.policy;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a response beside rewriting its content. Called on the channel's event loop, so it must not block. Where it throws, the
 * response passes as it came.
 */
public interface Preparation {
    /** Nothing is done. */
    Preparation NONE = new Preparation() {};

    /**
     * A final response has come to a request that has a {@link Rewriting}, whether or not its content will be rewritten. Its header fields may be
     * changed, but not those that tell how its content is framed or coded.
     */
    default void responded(RequestHead request, HttpResponse response) {}

    /** What the response's document is opened with; handlers' states are made from it. */
    default @Nullable Object context(RequestHead request, HttpResponse response) {
        return null;
    }

    /**
     * The response's head is about to leave, and the first bytes of the document were rewritten; or it answers a HEAD, and nothing is opened with
     * the context. Header fields may be changed as in {@link
     * #responded}; what says something of the origin's own bytes (entity tags, digests) is seen to behind this.
     *
     * @param context what the document was opened with
     */
    default void rewritten(@Nullable Object context, HttpResponse response) {}
}
