package dev.headrace.adapter.explain;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;

/** Answers the one request that is explained. */
@FunctionalInterface
public interface Origin {
    /**
     * Answers a request; may block.
     *
     * @param request as the origin is to see it: the client's, with codings and conditions that it may be asked for. Fields that are changed
     *     here, as on the way through a proxy, are told as changed.
     * @return the response with its content, in its codings; it is released when it is not needed any more
     */
    FullHttpResponse answer(HttpRequest request) throws IOException, InterruptedException;
}
