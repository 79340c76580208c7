package dev.headrace.adapter.sockets;

import java.io.IOException;

/** A client with a connection. It waits for {@link #PATIENCE_MILLIS} and then takes it that nothing comes any more. */
public interface Client extends AutoCloseable {
    /** Far longer than anything takes. */
    int PATIENCE_MILLIS = 20_000;

    /**
     * Sends a request.
     *
     * @param fields names and values in turn
     */
    void send(String method, String path, String... fields) throws IOException;

    /**
     * Waits for the head of the next response.
     *
     * @throws IOException if there is none: the connection was closed, or the stream was reset
     */
    Answer answer() throws IOException;

    /** Sends a request and waits for the head of its response. */
    default Answer ask(String method, String path, String... fields) throws IOException {
        send(method, path, fields);
        return answer();
    }

    /** Leaves in the middle of a response. */
    void leave(boolean abruptly) throws IOException;

    @Override
    void close() throws IOException;
}
