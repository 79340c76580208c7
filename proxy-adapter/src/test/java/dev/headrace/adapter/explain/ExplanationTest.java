package dev.headrace.adapter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.LazyLoading;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
    private static final Rewriting LAZY =
            Features.of(List.of(new LazyLoading(0))).rewriting(HtmlRewriter.builder(), "1");

    private static final String PAGE = """
            <!doctype html>
            <title>Page</title>
            <h1>Page</h1>
            <img src=a.png>
            <img src=b.png loading=eager>
            <p>End
            """;

    private static HttpRequest request(String... fields) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/page?q");
        request.headers().set("Host", "site.example");
        for (int i = 0; i < fields.length; i += 2) {
            request.headers().set(fields[i], fields[i + 1]);
        }
        return request;
    }

    private static FullHttpResponse response(int status, byte[] content, String... fields) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(content));
        response.headers().set("Content-Length", content.length);
        for (int i = 0; i < fields.length; i += 2) {
            response.headers().set(fields[i], fields[i + 1]);
        }
        return response;
    }

    private static FullHttpResponse page(String html, String... fields) {
        FullHttpResponse page = response(200, html.getBytes(StandardCharsets.UTF_8), fields);
        page.headers().set("Content-Type", "text/html; charset=utf-8");
        return page;
    }

    private static byte[] coded(String html, ContentCoding coding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] plain = html.getBytes(StandardCharsets.UTF_8);
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.write(plain, 0, plain.length, out::write);
            encoder.end(out::write);
        }
        return out.toByteArray();
    }

    @Test
    void rewrittenPage_isToldAsAWhole() throws Exception {
        Explanation explanation = Explanation.of(
                LAZY, request("Accept-Encoding", "gzip, dcb"), page(PAGE, "ETag", "\"1\"", "Digest", "x"));
        assertThat(explanation.toText()).isEqualTo("""
                        GET site.example/page?q: 200
                        The whole document was rewritten.
                        103 bytes became 118; encoding UTF-8, 8 elements, 5 matches

                        Request, as the origin gets it
                          ~ accept-encoding  gzip, dcb  →  gzip

                        Response, as the client gets it
                          - content-length     103
                          - digest             x
                          ~ etag               "1"  →  W/"1;hr-sTAG"
                          + transfer-encoding  chunked

                        Features
                            lazy-loading  applied at 1 place; left alone: 1 has-loading

                        --- as the origin sent it
                        +++ as the client gets it
                        @@ -2,5 +2,5 @@
                         <title>Page</title>
                         <h1>Page</h1>
                        -<img src=a.png>
                        +<img src=a.png loading="lazy">
                         <img src=b.png loading=eager>
                         <p>End
                        """.replace("TAG", LAZY.versionTag()));
        assertThat(explanation.features())
                .containsExactly(new FeatureResult("lazy-loading", 1, Map.of("has-loading", 1), null));
        assertThat(explanation.before()).isEqualTo(PAGE);
        assertThat(explanation.after()).contains("loading=\"lazy\"");
        assertThat(explanation.originFields().get("ETag")).isEqualTo("\"1\"");
        assertThat(explanation.clientFields().contains("Digest")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ContentCoding.class,
            names = {"GZIP", "BROTLI", "ZSTD"})
    void codedPage_isShownWithoutItsCodings(ContentCoding coding) throws Exception {
        for (String accepted : List.of(coding.token(), "deflate")) {
            FullHttpResponse response =
                    response(200, coded(PAGE, coding), "Content-Type", "text/html", "Content-Encoding", coding.token());
            Explanation explanation = Explanation.of(LAZY, request("Accept-Encoding", accepted), response);
            assertThat(explanation.clientFields().get("Content-Encoding")).isEqualTo(accepted);
            assertThat(explanation.before()).isEqualTo(PAGE);
            assertThat(explanation.diff()).contains("-<img src=a.png>", "+<img src=a.png loading=\"lazy\">");
        }
    }

    @Test
    void pageInAnotherEncoding_isReadInIt() throws Exception {
        byte[] bytes = "<p>привет<img src=a>".getBytes("windows-1251");
        Explanation explanation = Explanation.of(
                LAZY, request(), response(200, bytes, "Content-Type", "text/html; charset=windows-1251"));
        assertThat(explanation.after()).isEqualTo("<p>привет<img src=a loading=\"lazy\">");
    }

    @Test
    void image_passes() throws Exception {
        Explanation explanation =
                Explanation.of(LAZY, request(), response(200, new byte[] {1, 2, 3}, "Content-Type", "image/png"));
        assertThat(explanation.toText()).isEqualTo("""
                        GET site.example/page?q: 200
                        The response passed as the origin sent it. The media type is neither text/html nor application/xhtml+xml.
                        """);
        assertThat(explanation.report().skip()).isEqualTo(SkipReason.MEDIA_TYPE);
        assertThat(explanation.features()).isEmpty();
    }

    @Test
    void noTransform_isSaid_ofEitherSide() throws Exception {
        Explanation byOrigin = Explanation.of(LAZY, request(), page(PAGE, "Cache-Control", "no-transform"));
        Explanation byClient = Explanation.of(LAZY, request("Cache-Control", "no-transform"), page(PAGE));
        for (Explanation explanation : List.of(byOrigin, byClient)) {
            assertThat(explanation.verdict())
                    .isEqualTo("The response passed as the origin sent it."
                            + " \"Cache-Control: no-transform\" forbids changes.");
            assertThat(explanation.diff()).isEmpty();
            assertThat(explanation.responseFields()).isEmpty();
        }
    }

    @Test
    void handlerThatFails_isNamedWithItsCause() throws Exception {
        HtmlRewriter failing = HtmlRewriter.builder()
                .on("title", title -> title.setAttribute("x", "1"))
                .on("p", p -> {
                    throw new IllegalStateException("no paragraphs \u001B[31m");
                })
                .build();
        Explanation explanation = Explanation.of(Rewriting.of(failing, "1"), request(), page(PAGE));
        assertThat(explanation.report().outcome()).isEqualTo(Outcome.REWRITTEN_IN_PART);
        assertThat(explanation.report().failure()).isEqualTo(FailureReason.HANDLER);
        assertThat(explanation.toText())
                .contains("rewritten up to a failure")
                .contains("A handler failed: a rule, or a feature.")
                .contains("no paragraphs \uFFFD[31m")
                .contains("+<title x=\"1\">Page</title>");
    }

    @Test
    void corruptPage_isReset() throws Exception {
        byte[] coded = coded(PAGE.repeat(5000), ContentCoding.GZIP);
        coded[coded.length - 5] ^= 1;
        Explanation explanation = Explanation.of(
                LAZY,
                request("Accept-Encoding", "gzip"),
                response(200, coded, "Content-Type", "text/html", "Content-Encoding", "gzip"));
        assertThat(explanation.report().outcome()).isEqualTo(Outcome.RESET);
        assertThat(explanation.verdict())
                .isEqualTo("The response broke off, since nothing right could follow what was sent already."
                        + " The content is not in the coding that Content-Encoding names.");
    }

    @Test
    void handlerThatTakesItsTime_isWaitedFor() throws Exception {
        Executor later = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
        HtmlRewriter slow = HtmlRewriter.builder()
                .onAsync("p", p -> CompletableFuture.runAsync(() -> p.setAttribute("late", "1"), later))
                .build();
        Explanation explanation = Explanation.of(Rewriting.of(slow, "1"), request(), page(PAGE));
        assertThat(explanation.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        assertThat(explanation.diff()).contains("+<p late=\"1\">End");
    }

    @Test
    void origin_isAskedAsLiveTrafficAsks() throws Exception {
        HttpRequest request = request("Accept-Encoding", "dcb, br", "If-None-Match", "\"x\"", "Accept", "text/html");
        Explanation explanation = Explanation.of(asked -> LAZY, RewriteOptions.DEFAULT, request, asked -> {
            assertThat(asked.headers().get("Accept-Encoding")).isEqualTo("br");
            return page(PAGE);
        });
        assertThat(explanation.requestFields())
                .contains(new FieldDifference("if-none-match", List.of("\"x\""), List.of()));
        assertThat(request.headers().get("If-None-Match")).isEqualTo("\"x\"");
    }

    @Test
    void requestWithoutRewriting_passes() throws Exception {
        Explanation explanation = Explanation.of(asked -> null, RewriteOptions.DEFAULT, request(), asked -> page(PAGE));
        assertThat(explanation.verdict()).contains("Nothing is configured");
    }

    @Test
    void longDiff_isCutShort() throws Exception {
        Explanation explanation = Explanation.of(LAZY, request(), page("<img src=a>\n".repeat(50)));
        assertThat(explanation.toText(10)).endsWith("\n… and 91 lines more\n");
    }

    @Test
    void everyReason_hasASentenceOfItsOwn() {
        Stream.of(
                        Arrays.stream(SkipReason.values()).map(Sentences::of).toList(),
                        Arrays.stream(FailureReason.values()).map(Sentences::of).toList(),
                        Arrays.stream(Outcome.values()).map(Sentences::of).toList())
                .forEach(sentences -> assertThat(sentences)
                        .doesNotHaveDuplicates()
                        .allMatch(text -> text.matches("[A-Z\"].{10,120}\\.")));
    }

    @Test
    void beside_tellsHowTwoRewritingsOfOneResponseDiffer() throws Exception {
        Rewriting one = Features.of(List.of(new LazyLoading(1))).rewriting(HtmlRewriter.builder(), "2");
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        Explanation lazy = Explanation.of(LAZY, request(), response(200, page, "Content-Type", "text/html"));
        Explanation eager = Explanation.of(one, request(), response(200, page, "Content-Type", "text/html"));

        assertThat(eager.toTextBeside(lazy, 10)).isEqualTo("""

                --- as the client gets it now
                +++ as the client would get it
                @@ -2,5 +2,5 @@
                 <title>Page</title>
                 <h1>Page</h1>
                -<img src=a.png loading="lazy">
                +<img src=a.png>
                 <img src=b.png loading=eager>
                 <p>End
                """);
        assertThat(eager.toTextBeside(lazy, 0)).isEqualTo("\nThe document would be another one than now.\n");
        assertThat(lazy.toTextBeside(lazy, 10)).isEqualTo("\nClients would get the same as now.\n");
        assertThat(lazy.toText(0)).endsWith("\nThe document was changed.\n");
    }

    @Test
    void fieldsThatAnOriginIsAskedWith_areTold() throws Exception {
        Explanation explanation = Explanation.of(request -> LAZY, RewriteOptions.DEFAULT, request(), asked -> {
            asked.headers().set("Via", "1.1 proxy");
            return response(200, PAGE.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/html");
        });

        assertThat(explanation.requestFields()).contains(new FieldDifference("via", List.of(), List.of("1.1 proxy")));
    }
}
