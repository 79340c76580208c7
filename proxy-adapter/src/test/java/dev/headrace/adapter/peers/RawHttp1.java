package dev.headrace.adapter.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that pipelines, which no program at hand does any more. */
final class RawHttp1 implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final int MOST_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    /** A response; its content is free of its framing (RFC 9112 §6). */
    @SuppressWarnings("ArrayRecordComponent") // Taken as it is, by one reader.
    record Response(String head, byte[] content) {}

    RawHttp1(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(MOST_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String requests) throws IOException {
        socket.getOutputStream().write(ScriptedOrigin.bytes(requests));
    }

    Response receive(boolean hasContent) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        Matcher length = LENGTH.matcher(head);
        byte[] content = new byte[0];
        if (hasContent && length.find()) {
            content = exactly(Integer.parseInt(length.group(1)));
        } else if (hasContent) {
            content = chunks();
        }
        return new Response(head.toString(), content);
    }

    /** Whether the other side has closed the connection, with nothing behind what was received. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            content.write(exactly(size));
            line();
        }
        line();
        return content.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended " + (length - bytes.length) + " bytes early");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended within a line: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
