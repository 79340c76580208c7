package dev.headrace.adapter.sockets;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;

/**
 * A response whose head has come.
 *
 * @param content ends if the response is complete; reading throws if it broke off
 */
public record Answer(int status, HttpHeaders headers, InputStream content) {
    /** Waits for the end. */
    public Received whole() throws IOException {
        return Received.of(this);
    }

    /** The content without its codings, as it comes. */
    public InputStream decoded() throws IOException {
        return Coded.undone(headers.get("content-encoding", ""), content);
    }
}
