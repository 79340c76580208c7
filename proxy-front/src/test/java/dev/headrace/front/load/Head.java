package dev.headrace.front.load;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's head, as the front sends it, which is well formed.
 *
 * @param target the path with its query
 * @param fields all header fields, in lower case
 */
record Head(String target, String fields) {
    /** Takes bytes. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] bytes, int offset, int length);
    }

    /** Reads a head; null at the end of the connection. */
    static @Nullable Head read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        StringBuilder fields = new StringBuilder();
        for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
            fields.append(field.toLowerCase(java.util.Locale.ROOT)).append('\n');
        }
        return new Head(line.split(" ", -1)[1], fields.toString());
    }

    /** Reads the content. */
    void content(InputStream in, Sink sink) throws IOException {
        if (!fields.contains("transfer-encoding: chunked")) {
            int at = fields.indexOf("content-length: ") + "content-length: ".length();
            pass(in, Long.parseLong(fields.substring(at, fields.indexOf('\n', at))), sink);
            return;
        }
        for (int length = size(in); length > 0; length = size(in)) {
            pass(in, length, sink);
            line(in);
        }
        line(in);
    }

    private static int size(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new IOException("the connection ended in the middle of a request");
        }
        return Integer.parseInt(line, 16);
    }

    private static void pass(InputStream in, long bytes, Sink sink) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = bytes; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("the connection ended in the middle of a request");
            }
            sink.take(buffer, 0, n);
            left -= n;
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }
}
