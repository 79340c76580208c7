package dev.headrace.adapter.sockets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;

/** A client of HTTP/1.1, or of HTTP/1.0, on a plain socket. */
public final class H1Client implements Client {
    private final Socket socket;
    private final String version;
    private final H1Reader reader;
    private final Queue<String> methods = new ArrayDeque<>();

    /**
     * Connects.
     *
     * @param version of the protocol, as requests have it
     */
    public H1Client(int port, String version) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        reader = new H1Reader(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        this.version = version;
    }

    @Override
    public void send(String method, String path, String... fields) throws IOException {
        methods.add(method);
        socket.getOutputStream().write(H1Reader.request(version, method, path, fields));
    }

    @Override
    public Answer answer() throws IOException {
        return reader.read(methods.remove());
    }

    @Override
    public void leave(boolean abruptly) throws IOException {
        if (abruptly) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
