package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** A quick client for HTTP/1.1 in the clear, with one connection at a time. Not for several threads. */
final class PlainClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    /** What came back. */
    record Answer(int status, String content) {}

    private final InetSocketAddress address;
    private Socket socket;
    private InputStream in;

    PlainClient(InetSocketAddress address) throws IOException {
        this.address = address;
        socket = connect();
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket connect() throws IOException {
        Socket made = new Socket(address.getAddress(), address.getPort());
        made.setTcpNoDelay(true);
        made.setSoTimeout(TIMEOUT_MILLIS);
        return made;
    }

    Answer get(String host) throws IOException {
        socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = -1;
        boolean isLast = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            isLast |= lower.equals("connection: close");
        }
        Answer answer = new Answer(status, length >= 0 ? text(length) : chunks());
        if (isLast) {
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream());
        }
        return answer;
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            all.append(text(length));
            line();
        }
        line();
        return all.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended inside a response");
        }
        return new String(bytes, ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
