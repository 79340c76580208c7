package dev.headrace.adapter.sockets;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that writes exactly the bytes that a script writes. One request for each connection. */
public final class Origin implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger paths = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "origin");
        thread.setDaemon(true);
        return thread;
    });

    /** Answers one request. Its {@link IOException}s mean that the other side left. */
    @FunctionalInterface
    public interface Script {
        /** Writes the answer; the connection is closed afterwards, if it was not reset. */
        void answer(Request request, Connection to) throws IOException;
    }

    /** What was asked for. */
    public record Request(String method, String path, HttpHeaders headers) {}

    /** Listens. */
    public Origin() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Has requests for a new path answered; returns the path. */
    public String on(Script script) {
        String path = "/" + paths.incrementAndGet();
        scripts.put(path, script);
        return path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException("the origin's listener broke", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Client.PATIENCE_MILLIS);
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            Script script = scripts.get(request.path());
            if (script != null) {
                script.answer(request, new Connection(socket));
            }
        } catch (IOException e) {
            // The proxy left. What became of the exchange is the client's to judge.
            return;
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] line = line(in).split(" ", -1);
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return new Request(line[0], line[1], headers);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("no whole request");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** To the proxy. */
    public static final class Connection {
        private final Socket socket;

        Connection(Socket socket) {
            this.socket = socket;
        }

        /** Writes at once. */
        public void send(byte[] bytes) throws IOException {
            send(bytes, 0, bytes.length);
        }

        /** Writes at once. */
        public void send(byte[] bytes, int offset, int length) throws IOException {
            socket.getOutputStream().write(bytes, offset, length);
        }

        /** Writes at once, characters as bytes. */
        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Has the other side see an error instead of an end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
