package dev.headrace.front.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * The origin of all sites. {@code /page/N?…} is a page, {@code /upload} tells the CRC-32 of what it was sent, and
 * {@code /broken/KIND/N} begins like a page and then does what it should not.
 */
final class SiteOrigin implements AutoCloseable {
    /** What {@code /broken/…} can do. */
    enum Kind {
        CLOSE_AT_ONCE,
        NO_HTTP,
        NEVER,
        HALF,
        RESET,
        CUT_CHUNK,
        STALL,
        BROKEN_GZIP,
        /** Slow, and right. */
        SLOW
    }

    /** Else a connection that is about to close is taken for the next upload, which cannot be sent twice. */
    private static final String CLOSE = "Connection: close\r\n";

    private final Sites sites;
    private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final CountDownLatch over = new CountDownLatch(1);

    SiteOrigin(Sites sites) throws IOException {
        this.sites = sites;
        start(this::accept, "origin");
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket), "origin's connection");
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            for (Head head = Head.read(in); head != null; head = Head.read(in)) {
                if (!answer(head, in, out, socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The front goes when its client does; what clients get is what counts.
        }
    }

    /** Answers a request; whether the connection goes on. */
    private boolean answer(Head head, InputStream in, OutputStream out, Socket socket) throws IOException {
        String[] path = head.target().split("[/?]", -1);
        if (path[1].equals("upload")) {
            CRC32 sum = new CRC32();
            head.content(in, sum::update);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n" + "%08x".formatted(sum.getValue()));
            return true;
        }
        if (path[1].equals("page")) {
            page(sites.page(Integer.parseInt(path[2])), head, out);
            return true;
        }
        broken(Kind.valueOf(path[2].toUpperCase(Locale.ROOT)), sites.page(Integer.parseInt(path[3])), out, socket);
        return false;
    }

    private static void page(byte[] page, Head head, OutputStream out) throws IOException {
        boolean chunked = head.target().contains("chunked");
        boolean gzip = head.target().contains("gzip") && head.fields().contains("gzip");
        byte[] body = gzip ? gzip(page) : page;
        String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + framing
                        + (gzip ? "\r\nContent-Encoding: gzip" : "") + "\r\n\r\n");
        if (!chunked) {
            out.write(body);
            return;
        }
        for (int at = 0; at < body.length; at += 5_000) {
            int length = Math.min(5_000, body.length - at);
            write(out, Integer.toHexString(length) + "\r\n");
            out.write(body, at, length);
            write(out, "\r\n");
        }
        write(out, "0\r\n\r\n");
    }

    private void broken(Kind kind, byte[] page, OutputStream out, Socket socket) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
        String length = "Content-Length: " + page.length + "\r\n\r\n";
        switch (kind) {
            case CLOSE_AT_ONCE -> {}
            case NO_HTTP -> write(out, "220 mail.example ESMTP\r\n");
            case NEVER -> await(3_000);
            case HALF -> half(out, head + length, page);
            case RESET -> {
                half(out, head + length, page);
                socket.setSoLinger(true, 0);
            }
            case CUT_CHUNK -> write(out, head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
            case STALL -> {
                half(out, head + length, page);
                await(3_000);
            }
            case BROKEN_GZIP -> {
                byte[] body = gzip(page);
                body[body.length / 2] ^= 0x55;
                write(out, head + CLOSE + "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
                out.write(body);
            }
            case SLOW -> {
                write(out, head + CLOSE + length);
                for (int at = 0; at < page.length; at += page.length / 20) {
                    out.write(page, at, Math.min(page.length / 20, page.length - at));
                    await(20);
                }
            }
        }
    }

    private static void half(OutputStream out, String head, byte[] page) throws IOException {
        write(out, head);
        out.write(page, 0, page.length / 2);
    }

    private void await(long millis) throws IOException {
        try {
            var unused = over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] gzip(byte[] page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(page);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }
}
