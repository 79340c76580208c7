package dev.headrace.adapter.sockets;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads responses of HTTP/1.1, and no other bytes, from a connection: strictly, and judges their end as RFC 9112 §6.3 and §8 say. */
public final class H1Reader {
    private final InputStream in;

    /** Of a connection's bytes. */
    public H1Reader(InputStream in) {
        this.in = in;
    }

    /** Reads the head of the final response, and of those before it (RFC 9110 §15.2). */
    public Answer read(String method) throws IOException {
        while (true) {
            String line = line();
            if (!line.matches("HTTP/1\\.[01] [1-9]\\d\\d .*")) {
                throw new ProtocolException("no status line: " + line);
            }
            int status = Integer.parseInt(line.substring(9, 12));
            HttpHeaders headers = fields();
            if (status >= 200) {
                return new Answer(status, headers, content(method, status, headers));
            }
        }
    }

    /** RFC 9112 §6.3. */
    private InputStream content(String method, int status, HttpHeaders headers) throws IOException {
        List<String> codings = headers.getAll("transfer-encoding");
        List<String> lengths = headers.getAll("content-length");
        if (!codings.isEmpty() && (!lengths.isEmpty() || status == 204 || !codings.equals(List.of("chunked")))) {
            throw new ProtocolException("§6.1, §6.2: " + headers);
        }
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (!codings.isEmpty()) {
            return new Content(0, true);
        }
        if (lengths.size() > 1) {
            throw new ProtocolException("several lengths: " + lengths);
        }
        return lengths.isEmpty() ? in : new Content(Long.parseLong(lengths.get(0)), false);
    }

    private HttpHeaders fields() throws IOException {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(colon - 1) == ' ' || line.charAt(0) == ' ') {
                throw new ProtocolException("no field: " + line);
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = next(); b != '\r'; b = next()) {
            line.append((char) b);
        }
        require('\n');
        return line.toString();
    }

    private void require(int expected) throws IOException {
        int b = next();
        if (b != expected) {
            throw new ProtocolException("byte " + b + " instead of " + expected);
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the connection ended within a response");
        }
        return b;
    }

    /** Content whose end is told (RFC 9112 §6.2, §7.1). */
    private final class Content extends InputStream {
        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        Content(long length, boolean chunked) {
            this.left = length;
            this.chunked = chunked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection ended within content");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (!chunked) {
                ended = true;
                return;
            }
            if (begun) {
                require('\r');
                require('\n');
            }
            begun = true;
            String size = line();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new ProtocolException("no size of a chunk: " + size);
            }
            left = Long.parseLong(size, 16);
            if (left == 0) {
                fields();
                ended = true;
            }
        }
    }

    /** The bytes of a request. */
    public static byte[] request(String version, String method, String path, String... fields) {
        StringBuilder head = new StringBuilder(method + ' ' + path + ' ' + version + "\r\nHost: site.example\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            head.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
