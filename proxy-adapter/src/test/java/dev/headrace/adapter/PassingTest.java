package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.ShadowOutcome;
import dev.headrace.adapter.report.ShadowReport;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first configuration beside none: everything passes untouched, and is compared all the same. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class PassingTest {
    private static final byte[] PAGE = Pages.realistic(12, 20_000);

    private final List<ShadowReport> reports = new ArrayList<>();

    private Rewriting beside(HtmlRewriter candidate) {
        return Rewriting.passing()
                .withShadow(Rewriting.of(candidate, "1"), (request, report) -> reports.add(report), 1);
    }

    private ShadowReport report() {
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    @Test
    void request_isUntouched() {
        try (Front front = new Front(request -> beside(Rewriters.SOME))) {
            String tag = "W/\"1;hr-s" + Rewriters.REWRITING.versionTag() + '"';
            HttpRequest seen =
                    front.get("Accept-Encoding", "dcb, gzip", "If-None-Match", tag, "Sec-Fetch-Dest", "document");
            assertThat(seen.headers().get("Accept-Encoding")).isEqualTo("dcb, gzip");
            assertThat(seen.headers().get("If-None-Match")).isEqualTo(tag);
        }
    }

    @ParameterizedTest
    @EnumSource(Front.Protocol.class)
    void response_isUntouched_andTheCandidateSeesItDecoded(Front.Protocol protocol) {
        for (ContentCoding coding : new ContentCoding[] {null, ContentCoding.GZIP, ContentCoding.BROTLI}) {
            byte[] body = coding == null ? PAGE : Codings.done(PAGE, coding);
            for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(7), Chunking.size(1460))) {
                String length = Integer.toString(body.length);
                String[] fields = {"Content-Length", length, "ETag", "\"1\"", "Accept-Ranges", "bytes", "X-Coding", ""};
                if (coding != null) {
                    fields[6] = "Content-Encoding";
                    fields[7] = coding.token();
                }
                try (Front front = new Front(protocol, request -> beside(Rewriters.SOME), RewriteOptions.DEFAULT)) {
                    front.get("Accept-Encoding", "identity");
                    front.write(Front.html(fields));
                    chunking.cut(body).forEach(piece -> front.write(front.content(piece)));
                    front.end();
                    assertThat(front.received().body.toByteArray()).isEqualTo(body);
                    for (int i = 0; i < fields.length; i += 2) {
                        assertThat(front.received().headers.get(fields[i])).isEqualTo(fields[i + 1]);
                    }
                    assertThat(front.report().skip()).isEqualTo(SkipReason.NO_REWRITING);
                }
                assertThat(report().outcome()).isEqualTo(ShadowOutcome.DIFFERENT);
                assertThat(report().skip()).isNull();
                assertThat(report().fields()).isEmpty();
                assertThat(report().live()).isEqualTo(Outcome.PASSED);
                assertThat(report().liveBytes()).isEqualTo(PAGE.length);
                assertThat(report().candidateBytes()).isEqualTo(Rewriters.rewritten(PAGE).length);
                reports.clear();
            }
        }
    }

    @Test
    void candidateThatChangesNothing_isEqual() {
        HtmlRewriter nothing = HtmlRewriter.builder().on("a", a -> {}).build();
        try (Front front = new Front(request -> beside(nothing))) {
            front.get();
            FullHttpResponse full = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, front.track(Unpooled.copiedBuffer(PAGE)));
            full.headers().set("Content-Type", "text/html").set("Content-Length", PAGE.length);
            front.write(full);
            front.flush();
            assertThat(front.received().body.toByteArray()).isEqualTo(PAGE);
        }
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
        assertThat(report().liveBytes()).isEqualTo(PAGE.length);
    }

    @Test
    void contentThatCouldNotBeRewritten_isNotCompared() {
        byte[] coded = Codings.done(PAGE, ContentCoding.GZIP);
        assertNotCompared(SkipReason.NOT_MARKUP, bytes("{}"));
        assertNotCompared(SkipReason.NOT_MARKUP, bytes("  "));
        assertNotCompared(SkipReason.EMPTY, new byte[0]);
        assertNotCompared(SkipReason.CORRUPT_CODING, PAGE, "Content-Encoding", "gzip");
        assertNotCompared(
                SkipReason.CORRUPT_CODING, Arrays.copyOf(coded, coded.length - 20), "Content-Encoding", "gzip");
        assertNotCompared(SkipReason.UNKNOWN_CODING, PAGE, "Content-Encoding", "dcb");
        assertNotCompared(SkipReason.NO_TRANSFORM, PAGE, "Cache-Control", "no-transform");
    }

    private void assertNotCompared(SkipReason reason, byte[] body, String... fields) {
        reports.clear();
        try (Front front = new Front(request -> beside(Rewriters.SOME))) {
            front.get();
            front.answer(Front.html(fields), body);
            assertThat(front.received().body.toByteArray()).isEqualTo(body);
            assertThat(front.received().complete).isTrue();
        }
        assertThat(report().skip()).isEqualTo(reason);
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
    }

    @Test
    void clientThatLeaves_cutsTheComparisonShort() {
        HtmlRewriter nothing = HtmlRewriter.builder().on("a", a -> {}).build();
        try (Front front = new Front(request -> beside(nothing))) {
            front.get();
            front.write(Front.html("Content-Encoding", "gzip"));
            byte[] coded = Codings.done(PAGE, ContentCoding.GZIP);
            front.piece(Arrays.copyOf(coded, coded.length / 2));
            front.write(front.content(Arrays.copyOfRange(coded, coded.length / 2, coded.length - 9)));
            front.leave();
        }
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.CUT_SHORT);
        assertThat(report().candidateBytes()).isPositive();
    }
}
