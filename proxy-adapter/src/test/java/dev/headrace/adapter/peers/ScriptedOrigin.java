package dev.headrace.adapter.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An origin that answers each request as a test says, byte by byte, and then closes the connection. */
final class ScriptedOrigin implements AutoCloseable {
    /** Writes a response. */
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private volatile Script script = out -> {};

    ScriptedOrigin() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** What the next requests get. */
    void answers(Script next) {
        script = next;
    }

    /** A head whose content ends with the connection. */
    static byte[] head(String... fields) {
        return bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
                + String.join("", fields) + "\r\n");
    }

    static byte[] chunk(byte[] data, int from, int to) {
        byte[] size = bytes(Integer.toHexString(to - from) + "\r\n");
        byte[] chunk = new byte[size.length + to - from + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(data, from, chunk, size.length, to - from);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            readHead(connection.getInputStream());
            script.answer(connection.getOutputStream());
        } catch (IOException e) {
            // The other side has left; the test sees what came of it there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int end = 0;
        for (int b = in.read(); b >= 0 && end < 4; b = end < 4 ? in.read() : -1) {
            boolean follows = b == (end % 2 == 0 ? '\r' : '\n');
            end = follows ? end + 1 : b == '\r' ? 1 : 0;
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-origin");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
