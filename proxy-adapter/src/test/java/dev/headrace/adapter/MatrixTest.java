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
    private static final byte[] PAGE = Pages.realistic(7, 6000);
    private static final byte[] EXPECTED = Rewriters.rewritten(PAGE);
    private static final int EVERY_CUT_UP_TO = 2048;
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

        /** At every byte for those whose ways differ most; the others go the same ways. */
        boolean isCutAt(int offset) {
            return this == IDENTITY || this == GZIP || this == BROTLI || offset % 5 == 0;
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
    }

    record Case(Coded coded, Framing framing, boolean taken) {
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
    void get_cutInPieces_givesWhatTheLibraryGives(Case with) {
        SplittableRandom random = new SplittableRandom(with.hashCode());
        int length = with.coded.body.length;
        for (int i = 0; i < 12; i++) {
            get(with.framing.protocol(), with, random.nextInt(length), random.nextInt(length));
        }
    }

    @ParameterizedTest
    @EnumSource(Coded.class)
    void get_cutAnywhere_givesWhatTheLibraryGives(Coded coded) {
        Case with = new Case(coded, Framing.CHUNKED, true);
        int length = coded.body.length;
        IntStream.range(0, Math.min(length, EVERY_CUT_UP_TO))
                .filter(coded::isCutAt)
                .forEach(cut -> get(Front.Protocol.OBJECTS, with, cut, cut));
        new SplittableRandom(length).ints(100, 0, length).forEach(cut -> get(Front.Protocol.OBJECTS, with, cut, cut));
    }

    private static void get(Front.Protocol protocol, Case with, int oneCut, int otherCut) {
        try (Front front = new Front(protocol, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get(with.acceptEncoding());
            byte[] body = with.coded.body;
            int first = Math.min(oneCut, otherCut);
            int second = Math.max(oneCut, otherCut);
            front.answer(
                    with.head(200),
                    Arrays.copyOfRange(body, 0, first),
                    Arrays.copyOfRange(body, first, second),
                    Arrays.copyOfRange(body, second, body.length));
            front.leave();

            Front.Received got = front.received();
            assertThat(got.status).isEqualTo(HttpResponseStatus.OK);
            assertThat(got.complete).isTrue();
            assertThat(got.decoded()).isEqualTo(EXPECTED);
            assertRewrittenHead(with, got);
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
            assertThat(front.report().bytesIn()).isEqualTo(body.length);
            assertThat(front.report().bytesDecoded()).isEqualTo(PAGE.length);
            assertThat(front.report().bytesOut()).isEqualTo(got.body.size());
        }
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
            default -> assertThat(got.headers.getAll("Transfer-Encoding")).containsExactly("chunked");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void head_hasTheFieldsOfGet(Case with) {
        try (Front front = new Front(with.framing.protocol(), Rewriters.ALL, RewriteOptions.DEFAULT)) {
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
        try (Front front = new Front(with.framing.protocol(), Rewriters.ALL, RewriteOptions.DEFAULT)) {
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
        try (Front front = new Front(with.framing.protocol(), Rewriters.ALL, RewriteOptions.DEFAULT)) {
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
