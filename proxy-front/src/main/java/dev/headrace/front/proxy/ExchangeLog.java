package dev.headrace.front.proxy;

import dev.headrace.front.upstream.OriginFault;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Hears of every exchange when it is over. Called on event loops: must not block. */
@FunctionalInterface
public interface ExchangeLog {
    /** Hears nothing. */
    ExchangeLog NONE = entry -> {};

    /** An exchange is over. */
    void finished(Entry entry);

    /**
     * What became of an exchange.
     *
     * @param host as the client asked for it; empty if it did not
     * @param tenant whose it was; null if nobody's
     * @param status of the response; 0 if none began
     * @param reached the last phase that was reached
     * @param refused why the front answered itself; null if it did not
     * @param fault what the origin did wrong; null if nothing
     * @param complete whether the client was given a whole response
     * @param requestBytes bytes of content that came from the client
     * @param responseBytes bytes of content that came from the origin, or that the front answered
     * @param nanos from the request's head to the end
     */
    record Entry(
            Client client,
            HttpMethod method,
            String host,
            String target,
            @Nullable String tenant,
            int status,
            Phase reached,
            @Nullable String refused,
            @Nullable OriginFault fault,
            boolean complete,
            long requestBytes,
            long responseBytes,
            long nanos) {}
}
