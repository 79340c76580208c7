package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.io.Statistics;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which response belongs to which request, and what is rewritten of it. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class ExchangesTest {
    private static final String PAGE = "<p><a href=x>link</a><!--gone-->";
    private static final String REWRITTEN = "<p><a href=x rel=\"nofollow\">link</a>";

    private static FullHttpResponse full(int status, String type, String text) {
        FullHttpResponse full = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        full.headers().set("Content-Length", full.content().readableBytes());
        if (!type.isEmpty()) {
            full.headers().set("Content-Type", type);
        }
        return full;
    }

    @ParameterizedTest
    @EnumSource(Front.Protocol.class)
    void fullResponse_isRewritten(Front.Protocol protocol) {
        try (Front front = new Front(protocol, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            FullHttpResponse full = full(200, "text/html", PAGE);
            front.track(full.content());
            full.trailingHeaders().set("x-trailer", "kept").set("digest", "gone");
            assertThat(front.write(full).isDone()).isFalse();
            front.flush();
            front.leave();
            assertThat(front.received().text()).isEqualTo(REWRITTEN);
            assertThat(front.received().complete).isTrue();
            if (protocol != Front.Protocol.HTTP_1_0) {
                assertThat(front.received().trailers.get("x-trailer")).isEqualTo("kept");
            }
            assertThat(front.received().trailers.contains("digest")).isFalse();
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        }
    }

    @Test
    void pipelined_eachResponseBelongsToTheOldestRequest() {
        RewritePolicy byHeader = request -> request.headers().contains("X-Rewrite") ? Rewriters.REWRITING : null;
        try (Front front = new Front(byHeader)) {
            front.get("X-Rewrite", "1");
            front.get();
            front.request(HttpMethod.HEAD, "X-Rewrite", "1");
            front.get("X-Rewrite", "1");
            front.write(full(200, "text/html", PAGE));
            front.write(full(200, "text/html", PAGE));
            front.answer(Front.html("Content-Length", "32"));
            front.write(full(404, "text/html", PAGE));
            front.flush();

            assertThat(front.allReceived())
                    .extracting(Front.Received::text)
                    .containsExactly(REWRITTEN, PAGE, "", REWRITTEN);
            assertThat(front.reports)
                    .extracting(Report::skip)
                    .containsExactly(null, SkipReason.NO_REWRITING, SkipReason.HEAD, null);
            assertThat(front.reports).extracting(Report::status).containsExactly(200, 200, 200, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void informational_passes_andTheFinalOneIsRewritten(boolean fullMessage) {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            HttpResponseStatus earlyHints = HttpResponseStatus.valueOf(103);
            if (fullMessage) {
                front.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, earlyHints));
            } else {
                front.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, earlyHints));
                front.write(new DefaultLastHttpContent());
            }
            front.answer(Front.html(), bytes(PAGE));
            assertThat(front.allReceived()).hasSize(2);
            assertThat(front.allReceived().get(0).status).isEqualTo(earlyHints);
            assertThat(front.allReceived().get(1).text()).isEqualTo(REWRITTEN);
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        }
    }

    @Test
    void switchingProtocols_endsHttp() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get("Upgrade", "other", "Connection", "upgrade");
            HttpResponse switching = Front.response(101, "Upgrade", "other", "Connection", "upgrade");
            front.write(switching);
            front.write(new DefaultLastHttpContent());
            front.flush();
            assertThat(front.report().skip()).isEqualTo(SkipReason.TUNNEL);
            assertThat(front.channel.pipeline().get(RewriteHandler.class)).isNull();
        }
    }

    @Test
    void connect_endsHttp() {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.request(HttpMethod.CONNECT);
            front.write(Front.html());
            front.write(front.content(bytes("<!--tunnelled-->")));
            front.flush();
            assertThat(front.received().text()).isEqualTo("<!--tunnelled-->");
            assertThat(front.report().skip()).isEqualTo(SkipReason.TUNNEL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void statusWithoutContent_passesWhateverItsFieldsSay(int status) {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(full(status, "text/html", ""));
            front.get();
            front.write(full(200, "text/html", PAGE));
            front.flush();
            assertThat(front.allReceived()).extracting(Front.Received::text).containsExactly("", REWRITTEN);
        }
    }

    @Test
    void responseWithoutRequest_passes() {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.answer(Front.html(), bytes(PAGE));
            assertThat(front.received().text()).isEqualTo(PAGE);
            assertThat(front.reports).isEmpty();
        }
    }

    @Test
    void policyThatThrows_letsEverythingPass() {
        RewritePolicy atOnce = request -> {
            throw new IllegalStateException("no");
        };
        RewritePolicy later = new RewritePolicy() {
            @Override
            public Rewriting rewriting(RequestHead request) {
                return Rewriters.REWRITING;
            }

            @Override
            public Rewriting rewriting(RequestHead request, HttpResponse response, Rewriting chosen) {
                throw new IllegalStateException("no");
            }
        };
        for (RewritePolicy policy : new RewritePolicy[] {atOnce, later}) {
            try (Front front = new Front(policy)) {
                front.get();
                front.write(full(200, "text/html", PAGE));
                front.flush();
                assertThat(front.received().text()).isEqualTo(PAGE);
                assertThat(front.report().skip()).isEqualTo(SkipReason.POLICY_FAILED);
                assertThat(front.report().cause()).hasMessage("no");
            }
        }
    }

    @Test
    void policyThatDeclinesTheResponse_letsItPassWithItsTag() {
        RewritePolicy notLarge = new RewritePolicy() {
            @Override
            public Rewriting rewriting(RequestHead request) {
                return Rewriters.REWRITING;
            }

            @Override
            public @Nullable Rewriting rewriting(RequestHead request, HttpResponse response, Rewriting chosen) {
                return response.headers().contains("X-Large") ? null : chosen;
            }
        };
        try (Front front = new Front(notLarge)) {
            front.get();
            front.answer(Front.html("X-Large", "1", "ETag", "\"a\""), bytes(PAGE));
            assertThat(front.received().text()).isEqualTo(PAGE);
            assertThat(front.received().headers.get("ETag")).isEqualTo("\"a\"");
            assertThat(front.report().skip()).isEqualTo(SkipReason.DECLINED);
        }
    }

    @Test
    void requestWithoutRewriting_reachesTheOriginUntouched() {
        try (Front front = new Front(request -> null)) {
            HttpRequest seen = front.get("Accept-Encoding", "compress", "If-None-Match", "W/\"a;hr-sx\"");
            assertThat(seen.headers().get("Accept-Encoding")).isEqualTo("compress");
            assertThat(seen.headers().get("If-None-Match")).isEqualTo("W/\"a;hr-sx\"");
        }
        try (Front front = new Front(Rewriters.ALL)) {
            HttpRequest seen = front.get("Accept-Encoding", "compress", "Cache-Control", "no-transform");
            assertThat(seen.headers().get("Accept-Encoding")).isEqualTo("compress");
            front.answer(Front.html(), bytes(PAGE));
            assertThat(front.received().text()).isEqualTo(PAGE);
            assertThat(front.report().skip()).isEqualTo(SkipReason.NO_TRANSFORM);
        }
    }

    @Test
    void acceptEncoding_isReducedToWhatCanBeUndone() {
        try (Front front = new Front(Rewriters.ALL)) {
            assertThat(front.get("Accept-Encoding", "gzip;q=0.5, dcz, br")
                            .headers()
                            .getAll("Accept-Encoding"))
                    .containsExactly("gzip;q=0.5, br");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"html\": \"<p>\"}", "text", "%PDF-1.7"})
    void contentThatIsNoMarkup_passesAsItIs(String text) {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Content-Length", String.valueOf(text.length()), "ETag", "\"a\""), bytes(text));
            assertThat(front.received().text()).isEqualTo(text);
            assertThat(front.received().headers.get("Content-Length")).isEqualTo(String.valueOf(text.length()));
            assertThat(front.received().headers.get("ETag")).isEqualTo("\"a\"");
            assertThat(front.report().skip()).isEqualTo(SkipReason.NOT_MARKUP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n "})
    void contentOfNothing_passesAsItIs(String text) {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Transfer-Encoding", "chunked"), bytes(text));
            assertThat(front.received().text()).isEqualTo(text);
            assertThat(front.received().complete).isTrue();
            assertThat(front.report().skip()).isEqualTo(text.isEmpty() ? SkipReason.EMPTY : SkipReason.NOT_MARKUP);
        }
    }

    @Test
    void utf16Page_isRewrittenInItsEncoding() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(
                    Front.response(200, "Content-Type", "text/html; charset=utf-16"),
                    ("\uFEFF" + PAGE).getBytes(StandardCharsets.UTF_16BE));
            assertThat(front.received().body.toString(StandardCharsets.UTF_16BE))
                    .isEqualTo("\uFEFF" + REWRITTEN);
            assertThat(front.received().headers.get("Content-Type")).isEqualTo("text/html; charset=UTF-16BE");
        }
    }

    @Test
    void charsetThatDoesNotExist_countsAsNone() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.response(200, "Content-Type", "text/html; charset=utf-99"), bytes(PAGE));
            assertThat(front.received().text()).isEqualTo(REWRITTEN);
            assertThat(front.received().headers.get("Content-Type")).isEqualTo("text/html; charset=utf-99");
            assertThat(front.report().statistics())
                    .extracting(Statistics::encoding)
                    .isEqualTo("windows-1252");
        }
    }

    @Test
    void responseHeader_tellsWhatWasDone_andStopsTheSecondRewrite() {
        RewriteOptions told = RewriteOptions.DEFAULT.withResponseHeader("Headrace");
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.ALL, told)) {
            front.get();
            front.answer(Front.html(), bytes(PAGE));
            front.get();
            front.answer(Front.html("Cache-Control", "no-transform"), bytes(PAGE));
            front.get();
            front.answer(Front.html("Headrace", "rewritten"), bytes(PAGE));
            assertThat(front.allReceived())
                    .extracting(received -> received.headers.get("Headrace"))
                    .containsExactly("rewritten", "skipped; reason=no-transform", "rewritten");
            assertThat(front.reports.get(2).skip()).isEqualTo(SkipReason.ALREADY_REWRITTEN);
        }
    }

    @Test
    void http10Response_toAnHttp11Client_isChunked() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            HttpResponse head = Front.html("Content-Length", String.valueOf(PAGE.length()));
            front.answer(head.setProtocolVersion(HttpVersion.HTTP_1_0), bytes(PAGE));
            assertThat(front.received().version).isEqualTo(HttpVersion.HTTP_1_1);
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().text()).isEqualTo(REWRITTEN);
            assertThat(front.channel.isOpen()).isTrue();
        }
    }

    @Test
    void http10Client_isToldTheEndByClosing() {
        try (Front front = new Front(Front.Protocol.HTTP_1_0, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get("Connection", "keep-alive");
            front.answer(Front.html("Content-Length", String.valueOf(PAGE.length())), bytes(PAGE));
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.received().text()).isEqualTo(REWRITTEN);
            assertThat(front.received().headers.get("Connection")).isEqualTo("close");
        }
    }

    @Test
    void plainBuffersAndFileRegions_areContent(@TempDir Path folder) throws IOException {
        File file = Files.writeString(folder.resolve("page.html"), PAGE).toFile();
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.write(front.track(Unpooled.copiedBuffer(PAGE, StandardCharsets.UTF_8)));
            front.end();
            assertThat(front.received().text()).isEqualTo(REWRITTEN);
        }
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            front.write(new DefaultFileRegion(file, 0, PAGE.length()));
            front.write(LastHttpContent.EMPTY_LAST_CONTENT);
            front.flush();
            assertThat(front.received().complete).isTrue();
            assertThat(front.report().skip()).isEqualTo(SkipReason.CONTENT_NOT_IN_MEMORY);
        }
    }

    @Test
    void otherMessages_passAtOnce() {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            front.channel.writeAndFlush("a frame");
            assertThat(front.channel.<Object>readOutbound()).isEqualTo("a frame");
        }
    }
}
