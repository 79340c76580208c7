package dev.headrace.adapter.sockets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The bytes of an origin's response.
 *
 * @param bytes all of them
 * @param headBytes how many of them are the head
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record OriginMessage(byte[] bytes, int headBytes) {
    private static final int LARGEST_CHUNK = 3000;

    /** How the end of content is told (RFC 9112 §6.3). */
    public enum Framing {
        /** By its length. */
        CONTENT_LENGTH,
        /** In chunks. */
        CHUNKED,
        /** By the end of the connection. */
        CLOSE_DELIMITED
    }

    /**
     * Frames a body.
     *
     * @param statusLine without the version
     * @param random sizes of chunks
     * @param fields names and values in turn
     */
    public static OriginMessage of(
            String statusLine, Framing framing, byte[] body, SplittableRandom random, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(statusLine).append("\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i + 1].isEmpty()) {
                head.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
            }
        }
        switch (framing) {
            case CONTENT_LENGTH ->
                head.append("Content-Length: ").append(body.length).append("\r\n");
            case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n");
            case CLOSE_DELIMITED -> head.append("Connection: close\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        int headBytes = out.size();
        if (framing == Framing.CHUNKED) {
            chunks(body, random, out);
        } else {
            out.writeBytes(body);
        }
        return new OriginMessage(out.toByteArray(), headBytes);
    }

    private static void chunks(byte[] body, SplittableRandom random, ByteArrayOutputStream out) {
        int at = 0;
        while (at < body.length) {
            int size = Math.min(body.length - at, 1 + random.nextInt(LARGEST_CHUNK));
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, at, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            at += size;
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
}
