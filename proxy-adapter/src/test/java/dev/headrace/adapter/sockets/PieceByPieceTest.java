package dev.headrace.adapter.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.sockets.Proxy.Protocol;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over sockets: a page that its origin flushes in pieces reaches the client in these pieces. */
class PieceByPieceTest {
    private static final int PIECES = 12;

    record Case(Coded coded, Protocol protocol) {}

    static Stream<Case> all() {
        return Stream.of(Coded.IDENTITY, Coded.GZIP, Coded.ZLIB)
                .flatMap(coded -> Stream.of(Protocol.values()).map(protocol -> new Case(coded, protocol)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void piece_reachesTheClientBeforeTheOriginSendsTheNext(Case with) throws Exception {
        Semaphore seen = new Semaphore(0);
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
        try (Origin origin = new Origin();
                Proxy proxy = new Proxy(origin.port(), allocator, Documents.ALL, RewriteListener.NONE);
                Client client = proxy.client(with.protocol)) {
            String path = origin.on((request, to) -> answer(with.coded, seen, to));
            Answer answer = client.ask("GET", path, "Accept-Encoding", with.coded.field());
            assertThat(answer.headers().get("content-encoding", "")).isEqualTo(with.coded.field());
            InputStream content = answer.decoded();
            for (int i = 0; i < PIECES; i++) {
                readUpTo(content, "rel=\"nofollow\">" + i + "</a>");
                seen.release();
            }
            assertThat(new String(content.readAllBytes(), ISO_8859_1)).endsWith("<i>end</i>");
        }
    }

    /** Sends each piece when the one before has been seen. */
    private static void answer(Coded coded, Semaphore seen, Origin.Connection to) throws IOException {
        to.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"
                + (coded == Coded.IDENTITY ? "" : "Content-Encoding: " + coded.field() + "\r\n")
                + "\r\n");
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        OutputStream out = coded.over(ready);
        out.write("<body>".getBytes(ISO_8859_1));
        for (int i = 0; i < PIECES; i++) {
            out.write(("<p><a href=" + i + '>' + i + "</a>").getBytes(ISO_8859_1));
            out.flush();
            chunk(ready, to);
            awaitSeen(seen);
        }
        out.close();
        chunk(ready, to);
        to.send("0\r\n\r\n");
    }

    private static void chunk(ByteArrayOutputStream coded, Origin.Connection to) throws IOException {
        if (coded.size() > 0) {
            to.send(Integer.toHexString(coded.size()) + "\r\n");
            to.send(coded.toByteArray());
            to.send("\r\n");
            coded.reset();
        }
    }

    private static void awaitSeen(Semaphore seen) throws IOException {
        try {
            if (!seen.tryAcquire(Client.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the client does not get the piece");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void readUpTo(InputStream content, String marker) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(marker) < 0) {
            int next = content.read();
            if (next < 0) {
                throw new EOFException("no " + marker + " in " + read);
            }
            read.append((char) next);
        }
    }
}
