package dev.headrace.adapter.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.sockets.OriginMessage.Framing;
import dev.headrace.adapter.sockets.Proxy.Protocol;
import dev.headrace.fixtures.Pages;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over sockets: coding × framing × protocol × kind of request × client that takes the coding or not. Connections of clients are kept, so
 * that each response must also end where the next one begins.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketMatrixTest implements RewriteListener {
    private static final byte[] PAGE = Pages.realistic(11, 9000);
    private static final String DERIVED = "W/\"v7;hr-s" + Documents.REWRITING.versionTag() + '"';
    private static final List<String> OF_A_CONNECTION =
            List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final Map<Protocol, Client> clients = new EnumMap<>(Protocol.class);

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Origin origin;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Proxy proxy;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private byte[] expected;

    record Case(Coded coded, Framing framing, Protocol protocol, boolean taken) {
        String accepted() {
            if (taken) {
                return coded.field().isEmpty() ? "gzip" : coded.field();
            }
            return "identity";
        }

        String expectedCoding() {
            return taken ? coded.field() : "";
        }
    }

    static Stream<Case> all() {
        return Arrays.stream(Coded.values())
                .flatMap(coded -> Arrays.stream(Framing.values())
                        .flatMap(framing -> Stream.of(Protocol.HTTP_1_1, Protocol.HTTP_2)
                                .flatMap(protocol -> Stream.of(true, false)
                                        .map(taken -> new Case(coded, framing, protocol, taken)))));
    }

    @BeforeAll
    void start() throws IOException {
        origin = new Origin();
        proxy = new Proxy(origin.port(), allocator, Documents.ALL, this);
        expected = Documents.rewritten(Documents.REWRITER, PAGE, "utf-8");
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.HTTP_2)) {
            clients.put(protocol, proxy.client(protocol));
        }
    }

    @AfterAll
    void stop() throws IOException {
        for (Client client : clients.values()) {
            client.close();
        }
        proxy.awaitQuiet();
        proxy.close();
        origin.close();
        assertThat(reports).as("reports of exchanges that there were not").isEmpty();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Override
    public void finished(RequestHead request, Report report) {
        reports.add(report);
    }

    @ParameterizedTest
    @MethodSource("all")
    void get_givesWhatTheLibraryGives(Case with) throws Exception {
        SplittableRandom random = new SplittableRandom(with.toString().hashCode());
        OriginMessage message = message(with, "200 OK", with.coded.code(PAGE), random);
        String path = origin.on((request, to) -> sendCut(message, random, to));

        Received got = client(with)
                .ask("GET", path, "Accept-Encoding", with.accepted())
                .whole();

        assertRewritten(with, got);
        assertThat(report().outcome()).isEqualTo(Outcome.REWRITTEN);
    }

    @Test
    void get_byteByByte_givesWhatTheLibraryGives() throws Exception {
        Case with = new Case(Coded.GZIP, Framing.CHUNKED, Protocol.HTTP_1_1, true);
        OriginMessage message = message(with, "200 OK", with.coded.code(PAGE), new SplittableRandom(1));
        String path = origin.on((request, to) -> {
            for (int i = 0; i < message.bytes().length; i++) {
                to.send(message.bytes(), i, 1);
            }
        });

        Received got = client(with).ask("GET", path, "Accept-Encoding", "gzip").whole();

        assertRewritten(with, got);
        assertThat(report().outcome()).isEqualTo(Outcome.REWRITTEN);
    }

    @ParameterizedTest
    @MethodSource("all")
    void head_hasTheFieldsOfGetAndNoContent(Case with) throws Exception {
        SplittableRandom random = new SplittableRandom(with.toString().hashCode());
        OriginMessage message = message(with, "200 OK", with.coded.code(PAGE), random);
        String path = origin.on((request, to) -> to.send(message.bytes(), 0, message.headBytes()));

        Received got = client(with)
                .ask("HEAD", path, "Accept-Encoding", with.accepted())
                .whole();

        assertThat(got.complete()).isTrue();
        assertThat(got.body()).isEmpty();
        assertRewrittenHead(with, got);
        assertThat(report().skip()).isEqualTo(SkipReason.HEAD);
    }

    @ParameterizedTest
    @MethodSource("all")
    void conditional_isAnsweredByTheOriginInItsOwnTags(Case with) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        String path = origin.on((request, to) -> {
            seen.add(request.headers().get("If-None-Match", ""));
            to.send("HTTP/1.1 304 Not Modified\r\nETag: \"v7\"\r\nAccept-Ranges: bytes\r\n\r\n");
        });

        Received got = client(with)
                .ask("GET", path, "Accept-Encoding", with.accepted(), "If-None-Match", DERIVED)
                .whole();

        assertThat(seen).containsExactly("\"v7\"");
        assertThat(got.status()).isEqualTo(304);
        assertThat(got.complete()).isTrue();
        assertThat(got.body()).isEmpty();
        assertThat(got.headers().get("etag")).isEqualTo(DERIVED);
        assertFieldsOfProtocol(with, got.headers());
        assertThat(report().skip()).isEqualTo(SkipReason.NOT_MODIFIED);
    }

    @ParameterizedTest
    @MethodSource("all")
    void range_passesAsTheOriginSentIt(Case with) throws Exception {
        SplittableRandom random = new SplittableRandom(with.toString().hashCode());
        byte[] part = Arrays.copyOfRange(with.coded.code(PAGE), 20, 920);
        OriginMessage message =
                message(with, "206 Partial Content", part, random, "Content-Range", "bytes 20-919/" + PAGE.length);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        String path = origin.on((request, to) -> {
            seen.add(request.headers().get("Range", ""));
            sendCut(message, random, to);
        });

        Received got = client(with)
                .ask("GET", path, "Accept-Encoding", with.accepted(), "Range", "bytes=20-919")
                .whole();

        assertThat(seen).containsExactly("bytes=20-919");
        assertThat(got.status()).isEqualTo(206);
        assertThat(got.complete()).isTrue();
        assertThat(got.body()).isEqualTo(part);
        assertThat(got.headers().get("etag")).isEqualTo("\"v7\"");
        assertThat(got.headers().get("content-encoding", "")).isEqualTo(with.coded.field());
        assertFieldsOfProtocol(with, got.headers());
        assertThat(report().skip()).isEqualTo(SkipReason.PARTIAL_CONTENT);
    }

    private static OriginMessage message(
            Case with, String statusLine, byte[] body, SplittableRandom random, String... more) {
        String[] fields = {
            "Content-Type", "text/html; charset=utf-8",
            "Content-Encoding", with.coded.field(),
            "ETag", "\"v7\"",
            "Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT",
            "Accept-Ranges", "bytes"
        };
        String[] allFields = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, allFields, fields.length, more.length);
        return OriginMessage.of(statusLine, with.framing, body, random, allFields);
    }

    private static void sendCut(OriginMessage message, SplittableRandom random, Origin.Connection to)
            throws IOException {
        int at = 0;
        while (at < message.bytes().length) {
            int length = Math.min(message.bytes().length - at, 1 + random.nextInt(2000));
            to.send(message.bytes(), at, length);
            at += length;
        }
    }

    private void assertRewritten(Case with, Received got) throws IOException {
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.complete()).isTrue();
        assertRewrittenHead(with, got);
        assertThat(got.decoded()).isEqualTo(expected);
    }

    private static void assertRewrittenHead(Case with, Received got) {
        HttpHeaders headers = got.headers();
        assertThat(headers.get("content-encoding", "")).isEqualTo(with.expectedCoding());
        assertThat(headers.get("vary", "").toLowerCase(Locale.ROOT))
                .isEqualTo(with.coded == Coded.IDENTITY ? "" : "accept-encoding");
        assertThat(headers.get("etag")).isEqualTo(DERIVED);
        assertThat(headers.get("last-modified")).isEqualTo("Fri, 20 Nov 2026 10:00:00 GMT");
        assertThat(headers.get("accept-ranges")).isEqualTo("none");
        assertThat(headers.get("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(headers.contains("content-length")).isFalse();
        assertFieldsOfProtocol(with, headers);
        if (with.protocol == Protocol.HTTP_1_1) {
            assertThat(headers.getAll("transfer-encoding")).containsExactly("chunked");
        }
    }

    /** RFC 9113 §8.2.2, and RFC 9112 §6.2. */
    private static void assertFieldsOfProtocol(Case with, HttpHeaders headers) {
        if (with.protocol == Protocol.HTTP_2) {
            assertThat(headers.names()).doesNotContainAnyElementsOf(OF_A_CONNECTION);
        } else if (headers.contains("transfer-encoding")) {
            assertThat(headers.contains("content-length")).isFalse();
        }
    }

    private Client client(Case with) {
        return Objects.requireNonNull(clients.get(with.protocol));
    }

    private Report report() throws InterruptedException {
        return Objects.requireNonNull(reports.poll(Client.PATIENCE_MILLIS, TimeUnit.MILLISECONDS), "no report");
    }
}
