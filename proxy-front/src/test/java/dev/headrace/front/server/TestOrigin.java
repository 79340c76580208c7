package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.front.upstream.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An origin whose every byte the test decides, and which keeps every byte that it was sent. */
public final class TestOrigin implements AutoCloseable {
    /** Plays one connection. */
    @FunctionalInterface
    public interface Script {
        void play(Connection connection) throws IOException;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** Listens at a free port. */
    public TestOrigin(Script script) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(() -> accept(script), "origin");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Where it is. */
    public Origin origin() {
        return Origin.http(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Connection connection = new Connection(socket);
                connections.add(connection);
                Thread playing = new Thread(() -> play(script, connection), "origin's connection");
                playing.setDaemon(true);
                playing.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void play(Script script, Connection connection) {
        try (connection) {
            script.play(connection);
        } catch (IOException e) {
            // The front has closed the connection; the test looks at what it got.
        }
    }

    /** All that the front has sent, on all connections. */
    public String received() {
        StringBuilder all = new StringBuilder();
        connections.forEach(connection -> all.append(connection.received()));
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** A connection from the front. */
    public static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** All that came on this connection. */
        public String received() {
            synchronized (received) {
                return received.toString(ISO_8859_1);
            }
        }

        /** Reads a byte; less than 0 at the end. */
        public int read() throws IOException {
            int next = in.read();
            if (next >= 0) {
                synchronized (received) {
                    received.write(next);
                }
            }
            return next;
        }

        /** Reads up to and including a text; false if the connection ended. */
        public boolean readThrough(String end) throws IOException {
            StringBuilder last = new StringBuilder();
            while (last.length() < end.length() || last.lastIndexOf(end) != last.length() - end.length()) {
                int next = read();
                if (next < 0) {
                    return false;
                }
                last.append((char) next);
            }
            return true;
        }

        /** Reads a request's head; false if there is none. */
        public boolean readHead() throws IOException {
            return readThrough("\r\n\r\n");
        }

        /** Sends a text in ISO 8859-1. */
        public Connection send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            return this;
        }

        /** Says that nothing more will be sent. */
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Closes the connection as a host does that knows nothing of it. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
