package dev.headrace.front.proxy;

import dev.headrace.front.upstream.OriginFault;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Hears of every exchange. Called on event loops: must not block. */
@FunctionalInterface
public interface ExchangeLog {
    /** Hears nothing. */
    ExchangeLog NONE = entry -> {};

    /** An exchange has begun; {@link #finished} will be called for it. */
    default void begun() {}

    /**
     * An exchange has a connection to an origin.
     *
     * @param reused whether another request was answered on it before
     */
    default void connected(boolean reused) {}

    /**
     * Who counts the bytes of a tenant's exchanges.
     *
     * @param tenant its name; null for bytes that are nobody's
     */
    default TrafficCounter traffic(@Nullable String tenant) {
        return TrafficCounter.NONE;
    }

    /** An exchange is over: all of the response was taken by the connection, or will never be, or the tunnel is closed. */
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
     * @param bytesIn all bytes that came from the client for it so far, heads and framing included; see {@link Traffic}
     * @param bytesOut all bytes that were written to the client for it
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
            long bytesIn,
            long bytesOut,
            long nanos) {
        /** What came was no request. */
        static Entry ofNoRequest(Client client, int status, String reason) {
            return new Entry(
                    client,
                    HttpMethod.valueOf("-"),
                    "",
                    "",
                    null,
                    status,
                    Phase.RECEIVED,
                    reason,
                    null,
                    false,
                    0,
                    0,
                    0,
                    0,
                    0);
        }
    }
}
