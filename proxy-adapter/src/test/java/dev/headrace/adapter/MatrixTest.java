package dev.headrace.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.fixtures.Pages;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every coding × framing × kind of request × client that takes the coding or not: what the client gets, decoded, is what the library
 * makes of the page, wherever the origin's content was cut.
 */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class MatrixTest {
    private static final byte[] PAGE = Pages.realistic(83, 2000);
    private static final byte[] EXPECTED = Rewriters.rewritten(PAGE);
    private static final int EVERY_CUT_UP_TO = 2048;
    private static final int CUTS_BEHIND = 50;
    private static final String DERIVED = "W/\"v7;hr-s" + Rewriters.REWRITING.versionTag() + '"';

    /** How the origin codes its content. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Coded {
        IDENTITY("", PAGE),
        GZIP("gzip", Codings.done(PAGE, ContentCoding.GZIP)),
        ZLIB("deflate", Codings.done(PAGE, ContentCoding.DEFLATE)),
        RAW_DEFLATE("deflate", Codings.rawDeflated(PAGE)),
        BROTLI("br", Codings.done(PAGE, ContentCoding.BROTLI)),
        ZSTD("zstd", Codings.done(PAGE, ContentCoding.ZSTD)),
        STACKED("gzip, br", Codings.done(PAGE, ContentCoding.GZIP, ContentCoding.BROTLI));

        private final String field;
        private final byte[] body;

        Coded(String field, byte[] body) {
            this.field = field;
            this.body = body;
        }
    }

    /** How the end of the origin's content is told, and what the client speaks. */
    enum Framing {
        CONTENT_LENGTH,
        CHUNKED,
        CLOSE_DELIMITED,
        HTTP_1_0,
        HTTP_2;

        Front.Protocol protocol() {
            return switch (this) {
                case HTTP_2 -> Front.Protocol.HTTP_2;
                case HTTP_1_0 -> Front.Protocol.HTTP_1_0;
                default -> Front.Protocol.HTTP_1_1;
            };
        }

        /** Whether the client's connection takes another request. */
        boolean isKeptAlive() {
            return protocol() == Front.Protocol.HTTP_1_1;
        }
    }

    record Case(Coded coded, Framing framing, boolean taken) {
        Front front() {
            return new Front(framing.protocol(), Rewriters.ALL, RewriteOptions.DEFAULT);
        }

        String[] acceptEncoding() {
            String other = coded == Coded.GZIP ? "br" : "gzip";
            String accepted = taken ? "gzip, deflate, br, zstd" : coded == Coded.STACKED ? "deflate" : other;
            return new String[] {"Accept-Encoding", accepted};
        }

        String expectedCoding() {
            if (taken || coded == Coded.IDENTITY) {
                return coded.field;
            }
            return acceptEncoding()[1];
        }

        HttpResponse head(int status) {
            HttpResponse head = Front.response(
                    status, "Content-Type", "text/html; charset=utf-8", "ETag", "\"v7\"", "Accept-Ranges", "bytes");
            if (!coded.field.isEmpty()) {
                head.headers().set("Content-Encoding", coded.field);
            }
            if (framing == Framing.CONTENT_LENGTH || framing == Framing.HTTP_2) {
                head.headers().set("Content-Length", coded.body.length);
            } else if (framing == Framing.CHUNKED) {
                head.headers().set("Transfer-Encoding", "chunked");
            }
            return head;
        }
    }

    static Stream<Case> all() {
        return Arrays.stream(Coded.values())
                .flatMap(coded -> Arrays.stream(Framing.values())
                        .flatMap(framing -> Stream.of(true, false).map(taken -> new Case(coded, framing, taken))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void get_cutAnywhere_givesWhatTheLibraryGives(Case with) {
        int length = with.coded.body.length;
        int everyCut = Math.min(length, EVERY_CUT_UP_TO);
        IntStream behind = everyCut == length
                ? IntStream.empty()
                : new SplittableRandom(with.hashCode()).ints(CUTS_BEHIND, everyCut, length);
        PrimitiveIterator.OfInt cuts =
                IntStream.concat(IntStream.range(0, everyCut), behind).iterator();
        while (cuts.hasNext()) {
            try (Front front = with.front()) {
                do {
                    int cut = cuts.nextInt();
                    front.get(with.acceptEncoding());
                    front.write(with.head(200));
                    front.piece(Arrays.copyOf(with.coded.body, cut));
                    front.piece(Arrays.copyOfRange(with.coded.body, cut, length));
                    front.end();
                    assertRewritten(with, front);
                } while (with.framing.isKeptAlive() && cuts.hasNext());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void get_inPiecesWithoutFlush_givesWhatTheLibraryGives(Case with) {
        SplittableRandom random = new SplittableRandom(with.hashCode());
        byte[] body = with.coded.body;
        for (int i = 0; i < 12; i++) {
            int first = random.nextInt(body.length);
            int second = random.nextInt(first, body.length);
            try (Front front = with.front()) {
                front.get(with.acceptEncoding());
                front.answer(
                        with.head(200),
                        Arrays.copyOf(body, first),
                        Arrays.copyOfRange(body, first, second),
                        Arrays.copyOfRange(body, second, body.length));
                assertRewritten(with, front);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void get_flushedAtAnyByteOfThePage_givesAtOnceWhatTheLibraryGives(ContentCoding coding) {
        SplittableRandom random = new SplittableRandom(coding.token().hashCode());
        IntStream cuts = IntStream.concat(
                IntStream.rangeClosed(0, EVERY_CUT_UP_TO), random.ints(CUTS_BEHIND, EVERY_CUT_UP_TO, PAGE.length));
        try (Front front = new Front(Rewriters.ALL)) {
            cuts.forEach(cut -> {
                byte[][] pieces = Codings.flushedAt(cut, PAGE, coding);
                front.get("Accept-Encoding", coding.token());
                front.write(Front.html("Content-Encoding", coding.token()));
                front.piece(pieces[0]);
                byte[] soFar = front.received().body.toByteArray();
                assertThat(Codings.undoneSoFar(soFar, coding)).isEqualTo(Rewriters.rewrittenSoFar(PAGE, cut));
                front.piece(pieces[1]);
                front.end();
                assertThat(front.received().decoded()).isEqualTo(EXPECTED);
                front.next();
            });
        }
    }

    /** Holds all that is to be said of an exchange, and makes ready for the next. */
    private static void assertRewritten(Case with, Front front) {
        if (!with.framing.isKeptAlive()) {
            front.leave();
        }
        Front.Received got = front.received();
        assertThat(got.status).isEqualTo(HttpResponseStatus.OK);
        assertThat(got.complete).isTrue();
        assertThat(got.decoded()).isEqualTo(EXPECTED);
        assertRewrittenHead(with, got);
        assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        assertThat(front.report().bytesIn()).isEqualTo(with.coded.body.length);
        assertThat(front.report().bytesDecoded()).isEqualTo(PAGE.length);
        assertThat(front.report().bytesOut()).isEqualTo(got.body.size());
        front.next();
    }

    private static void assertRewrittenHead(Case with, Front.Received got) {
        assertThat(got.headers.get("ETag")).isEqualTo(DERIVED);
        assertThat(got.headers.get("Accept-Ranges")).isEqualTo("none");
        assertThat(got.headers.contains("Content-Length")).isFalse();
        assertThat(got.headers.get("Content-Encoding", "")).isEqualTo(with.expectedCoding());
        assertThat(got.headers.get("Vary", "")).isEqualTo(with.coded == Coded.IDENTITY ? "" : "accept-encoding");
        switch (with.framing) {
            case HTTP_2 -> assertThat(got.headers.contains("Transfer-Encoding")).isFalse();
            case HTTP_1_0 -> {
                assertThat(got.headers.contains("Transfer-Encoding")).isFalse();
                assertThat(got.headers.get("Connection")).isEqualTo("close");
            }
            default -> assertThat(got.headers.getAll("Transfer-Encoding")).isEqualTo(List.of("chunked"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void head_hasTheFieldsOfGet(Case with) {
        try (Front front = with.front()) {
            front.request(HttpMethod.HEAD, with.acceptEncoding());
            front.answer(with.head(200));
            front.leave();

            Front.Received got = front.received();
            assertThat(got.complete).isTrue();
            assertThat(got.body.size()).isZero();
            assertThat(got.headers.get("ETag")).isEqualTo(DERIVED);
            assertThat(got.headers.contains("Content-Length")).isFalse();
            assertThat(got.headers.get("Content-Encoding", "")).isEqualTo(with.expectedCoding());
            assertThat(front.report().skip()).isEqualTo(SkipReason.HEAD);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void conditional_reachesTheOriginWithItsOwnTag(Case with) {
        try (Front front = with.front()) {
            String[] coding = with.acceptEncoding();
            HttpRequest seen = front.get(coding[0], coding[1], "If-None-Match", DERIVED);
            assertThat(seen.headers().get("If-None-Match")).isEqualTo("\"v7\"");
            front.answer(Front.response(304, "ETag", "\"v7\"", "Accept-Ranges", "bytes"));
            front.leave();

            Front.Received got = front.received();
            assertThat(got.status).isEqualTo(HttpResponseStatus.NOT_MODIFIED);
            assertThat(got.complete).isTrue();
            assertThat(got.headers.get("ETag")).isEqualTo(DERIVED);
            assertThat(got.headers.get("Accept-Ranges")).isEqualTo("none");
            assertThat(front.report().skip()).isEqualTo(SkipReason.NOT_MODIFIED);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void range_passesAsTheOriginSentIt(Case with) {
        try (Front front = with.front()) {
            String[] coding = with.acceptEncoding();
            HttpRequest seen = front.get(coding[0], coding[1], "Range", "bytes=0-99", "If-Range", "\"v7\"");
            assertThat(seen.headers().get("Range")).isEqualTo("bytes=0-99");
            byte[] part = Arrays.copyOf(with.coded.body, 100);
            HttpResponse head = with.head(206);
            head.headers().set("Content-Range", "bytes 0-99/" + with.coded.body.length);
            head.headers().remove("Content-Length");
            head.headers().set("Content-Length", part.length);
            head.headers().remove("Transfer-Encoding");
            front.answer(head, part);
            front.leave();

            Front.Received got = front.received();
            assertThat(got.body.toByteArray()).isEqualTo(part);
            assertThat(got.headers.get("ETag")).isEqualTo("\"v7\"");
            assertThat(got.headers.get("Accept-Ranges")).isEqualTo("bytes");
            assertThat(got.headers.get("Content-Encoding", "")).isEqualTo(with.coded.field);
            assertThat(front.report().skip()).isEqualTo(SkipReason.PARTIAL_CONTENT);
        }
    }
}
