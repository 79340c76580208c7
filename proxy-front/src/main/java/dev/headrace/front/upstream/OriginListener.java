package dev.headrace.front.upstream;

import io.netty.handler.codec.http.HttpObject;

/** Hears what an origin answers. Called on the connection's event loop. */
public interface OriginListener {
    /** The connection is there and takes the request. */
    void connected(OriginConnection connection);

    /** A piece of the response, whose buffer is the listener's now. */
    void received(HttpObject piece);

    /** No more was read just now: what was received may be flushed. */
    void receivedAll();

    /** The connection takes more, or no more. */
    void writabilityChanged();

    /** There will be no response, or no more of it. The connection is closed. */
    void failed(OriginFault fault);
}
