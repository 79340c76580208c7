package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.error.OnError;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can go wrong, and that nobody takes a wrong response for a complete one. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class FailuresTest {
    private static final byte[] PAGE = Pages.realistic(11, 40_000);

    private static HtmlRewriterBuilder failing() {
        return HtmlRewriter.builder().on("a", a -> a.setAttribute("x", "")).on("b", b -> {
            throw new IllegalStateException("no");
        });
    }

    private static void assertReset(Front front, FailureReason reason) {
        assertThat(front.channel.isOpen()).isFalse();
        assertThat(front.received().complete).isFalse();
        assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
        assertThat(front.report().failure()).isEqualTo(reason);
    }

    @Test
    void handlerThrows_theRestPasses() {
        try (Front front = new Front(Rewriters.with(failing().build()))) {
            front.get();
            front.answer(Front.html(), bytes("<a>1</a><b>2</b>"), bytes("<a>3</a>"));
            assertThat(front.received().text()).isEqualTo("<a x=\"\">1</a><b>2</b><a>3</a>");
            assertThat(front.received().complete).isTrue();
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN_IN_PART);
            assertThat(front.report().failure()).isEqualTo(FailureReason.HANDLER);
        }
    }

    @Test
    void handlerThrows_underFail_passesIfNothingIsOut_andResetsOtherwise() {
        RewritePolicy strict = Rewriters.with(failing().onError(OnError.FAIL).build());
        try (Front front = new Front(strict)) {
            front.get();
            front.answer(Front.html("ETag", "\"a\""), bytes("<a>1</a><b>2</b>"));
            assertThat(front.received().text()).isEqualTo("<a>1</a><b>2</b>");
            assertThat(front.received().headers.get("ETag")).isEqualTo("\"a\"");
            assertThat(front.report().skip()).isEqualTo(SkipReason.REWRITER_FAILED);
        }
        try (Front front = new Front(strict)) {
            front.get();
            front.write(Front.html());
            front.piece("<a>1</a>");
            ChannelFuture wrong = front.piece("<b>2</b>");
            ChannelFuture end = front.end();
            assertThat(front.received().text()).isEqualTo("<a x=\"\">1</a>");
            assertThat(wrong.isSuccess()).isFalse();
            assertThat(end.isSuccess()).isFalse();
            assertReset(front, FailureReason.HANDLER);
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void corruptFromTheStart_passesAsItCame(ContentCoding coding) {
        byte[] corrupt = bytes("<p>not coded at all, whatever the origin says of it");
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Content-Encoding", coding.token(), "ETag", "\"a\""), corrupt);
            assertThat(front.received().body.toByteArray()).isEqualTo(corrupt);
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().headers.get("Content-Encoding")).isEqualTo(coding.token());
            assertThat(front.received().headers.get("ETag")).isEqualTo("\"a\"");
            assertThat(front.report().outcome()).isEqualTo(Outcome.PASSED);
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void codingCutOff_neverEndsAsIfComplete(ContentCoding coding) {
        byte[] coded = Codings.done(Pages.realistic(12, 600_000), coding);
        for (int cut = coded.length / 2; cut < coded.length; cut += coded.length / 5) {
            try (Front front = new Front(Rewriters.ALL)) {
                front.get("Accept-Encoding", coding.token());
                front.write(Front.html("Content-Encoding", coding.token()));
                front.write(front.content(Arrays.copyOf(coded, cut)));
                front.end();
                assertReset(front, FailureReason.CODING_CUT_OFF);
            }
        }
    }

    @Test
    void codingCorruptInTheMiddle_resets() {
        byte[] coded = Codings.done(PAGE, ContentCoding.GZIP);
        Arrays.fill(coded, coded.length / 2, coded.length / 2 + 40, (byte) 0xFF);
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Content-Encoding", "gzip"), coded);
            assertReset(front, FailureReason.CORRUPT_CODING);
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void bomb_isStopped(ContentCoding coding) {
        byte[] page = new byte[8 << 20];
        Arrays.fill(page, (byte) ' ');
        page[0] = '<';
        byte[] bomb = Codings.done(page, coding);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.answer(Front.html("Content-Encoding", coding.token()), bomb);
            assertReset(front, FailureReason.EXPANSION_LIMIT);
            assertThat(front.report().bytesDecoded()).isLessThanOrEqualTo(RewriteOptions.EXPANSION_GRACE_BYTES);
        }
        RewriteOptions tiny = RewriteOptions.DEFAULT.withExpansion(1000, 100);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, tiny)) {
            front.get();
            front.answer(Front.html("Content-Encoding", coding.token()), bomb);
            assertThat(front.received().body.toByteArray()).isEqualTo(bomb);
            assertThat(front.report().skip()).isEqualTo(SkipReason.EXPANSION_LIMIT);
        }
    }

    @Test
    void contentLengthThatIsWrong_resets() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Content-Length", "100"), bytes("<p>short"));
            assertReset(front, FailureReason.LENGTH_MISMATCH);
        }
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.answer(Front.html("Content-Length", "4"), bytes("<p>"), bytes("long"));
            assertReset(front, FailureReason.LENGTH_MISMATCH);
        }
    }

    @Test
    void originBreaksOff_asItsReaderSays_resets() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>");
            LastHttpContent broken = new DefaultLastHttpContent();
            broken.setDecoderResult(DecoderResult.failure(new IllegalStateException("chunk")));
            front.write(broken);
            assertReset(front, FailureReason.ORIGIN_CUT_OFF);
        }
    }

    @ParameterizedTest
    @EnumSource(Front.Protocol.class)
    void originBreaksOff_andTheProxyCloses_whatIsDecidedIsOut(Front.Protocol protocol) {
        try (Front front = new Front(protocol, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            front.write(front.content(bytes("<p>one <a hre")));
            front.channel.close();
            assertThat(front.received().text()).isEqualTo("<p>one ");
            assertThat(front.received().complete).isFalse();
            assertThat(front.report().outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(front.report().failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
        }
    }

    @Test
    void nextResponse_beforeTheEndOfTheLast_resets() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.get();
            front.write(Front.html());
            front.piece("<p>");
            ChannelFuture next = front.write(Front.html());
            assertThat(next.isSuccess()).isFalse();
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.reports.get(0).failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
            assertThat(front.reports).hasSize(2);
        }
    }

    @Test
    void clientLeaves_atAnyState_isReportedOnce() {
        for (int pieces = 0; pieces < 5; pieces++) {
            try (Front front = new Front(Rewriters.ALL)) {
                front.get("Accept-Encoding", "gzip");
                if (pieces > 0) {
                    front.write(Front.html("Content-Encoding", "gzip"));
                }
                byte[] coded = Codings.done(PAGE, ContentCoding.GZIP);
                for (int i = 1; i < pieces; i++) {
                    front.write(front.content(Arrays.copyOfRange(coded, i * 5 - 5, i * 5)));
                }
                front.leave();
                assertThat(front.report().outcome()).isEqualTo(Outcome.ABANDONED);
                assertThat(front.report().status()).isEqualTo(pieces > 0 ? 200 : 0);
            }
        }
    }

    @Test
    void handlerRemoved_beforeTheFirstByte_passes_andLaterResets() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.channel.pipeline().remove(RewriteHandler.class);
            front.piece("<!--stays-->");
            front.end();
            assertThat(front.received().text()).isEqualTo("<!--stays-->");
            assertThat(front.reports).hasSize(1);
        }
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>");
            front.channel.pipeline().remove(RewriteHandler.class);
            assertReset(front, FailureReason.HANDLER_REMOVED);
        }
    }

    @Test
    void resetStrategy_isAsked_andKnowsWhetherClosingIsTheEnd() {
        for (Front.Protocol protocol : Front.Protocol.values()) {
            List<Boolean> asked = new ArrayList<>();
            RewriteOptions options = RewriteOptions.DEFAULT.withReset((context, byClose) -> asked.add(byClose));
            try (Front front = new Front(protocol, Rewriters.ALL, options)) {
                front.get();
                front.answer(Front.html("Content-Length", "100"), bytes("<p>"));
                assertThat(asked).containsExactly(protocol == Front.Protocol.HTTP_1_0);
            }
        }
    }

    @Test
    void listenerThatThrows_changesNothing() {
        RewriteListener broken = new RewriteListener() {
            @Override
            public void finished(RequestHead request, Report report) {
                throw new IllegalStateException("listener");
            }
        };
        EmbeddedChannel channel =
                new EmbeddedChannel(new RewriteHandler(Rewriters.ALL, RewriteOptions.DEFAULT, broken));
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
        channel.write(Front.html());
        channel.writeAndFlush(new DefaultLastHttpContent());
        assertThat(channel.outboundMessages()).hasSize(2);
        assertThat(catchThrowable(channel::checkException)).hasMessage("listener");
        channel.finishAndReleaseAll();
    }
}
