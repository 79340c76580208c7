package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.Limits;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who are told something do something about it at once; things fail in the middle of others; everything comes late. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class ReentrancyTest {
    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final RewritePolicy slow =
            Rewriters.with(HtmlRewriter.builder().onAsync("b", b -> later).build());

    // ---- Promises

    @Test
    void promise_ofContentThatAHandlerHeldUp_isKeptWhenTheHandlerIsDone() {
        try (Front front = new Front(slow)) {
            front.get();
            front.write(Front.html());
            ChannelFuture written = front.piece("<b>x</b>");
            assertThat(written.isDone()).isFalse();
            later.complete(null);
            front.channel.runPendingTasks();
            // A proxy may read no more from its origin before.
            assertThat(written.isSuccess()).isTrue();
            front.end();
            assertThat(front.received().complete).isTrue();
        }
    }

    // ---- Whoever closes the channel must not make an end of it

    @Test
    void channelClosed_whileTheEndIsWaitedFor_isResetWhereClosingIsTheEnd() {
        List<Boolean> resets = new ArrayList<>();
        RewritePolicy atEnd =
                Rewriters.with(HtmlRewriter.builder().onEndAsync(end -> later).build());
        try (Front front = new Front(Front.Protocol.HTTP_1_0, atEnd, counting(resets))) {
            front.get();
            front.answer(Front.html(), bytes("<p>"));
            front.channel.close();
            assertThat(resets).containsExactly(true);
            assertThat(front.report().outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(front.report().failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
        }
    }

    @Test
    void channelClosed_byWhoHearsThatAWriteFailed_comesAfterTheReset() {
        List<String> events = new ArrayList<>();
        byte[] coded = Codings.done(Pages.realistic(3, 60_000), ContentCoding.GZIP);
        coded[coded.length - 1] ^= 1;
        RewriteOptions options = RewriteOptions.DEFAULT.withReset((context, delimitedByClose) -> {
            events.add("reset");
            var unused = context.close();
        });
        try (Front front = new Front(Front.Protocol.HTTP_1_0, Rewriters.ALL, options)) {
            front.channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                @Override
                public void close(ChannelHandlerContext context, ChannelPromise promise) {
                    events.add("close");
                    context.close(promise);
                }
            });
            front.get();
            front.write(Front.html("Content-Encoding", "gzip"));
            piece(front, Arrays.copyOf(coded, 5000));
            assertThat(front.received().body.size()).isPositive();
            front.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
            writeOrClose(front, front.content(Arrays.copyOfRange(coded, 5000, coded.length)));
            writeOrClose(front, new DefaultLastHttpContent());
            front.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
            front.flush();
            assertThat(events).startsWith("reset", "close");
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
            assertThat(front.report().failure()).isEqualTo(FailureReason.CORRUPT_CODING);
        }
    }

    @Test
    void channelClosed_byWhoseWriteWasRefused_doesNotHideTheReason() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html("Content-Length", "5"));
            front.piece("<p>1");
            ChannelFuture refused = writeOrClose(front, front.content(bytes("234567890")));
            assertThat(refused.isSuccess()).isFalse();
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
            assertThat(front.report().failure()).isEqualTo(FailureReason.LENGTH_MISMATCH);
        }
    }

    @Test
    void reset_thatClosesTheWholeChannel_namesItsReasonToAllThatWait() {
        RewriteOptions options = RewriteOptions.DEFAULT.withReset(
                (context, delimitedByClose) -> context.channel().close());
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.ALL, options)) {
            front.get();
            front.get();
            front.write(Front.html("Content-Length", "5"));
            front.piece("<p>1");
            front.piece("234567890");
            assertThat(front.reports)
                    .extracting(report -> report.failure())
                    .containsExactly(FailureReason.LENGTH_MISMATCH, FailureReason.LENGTH_MISMATCH);
        }
    }

    @Test
    void reset_thatThrows_leavesNothingUndone() {
        RewriteOptions options = RewriteOptions.DEFAULT.withReset((context, delimitedByClose) -> {
            throw new IllegalStateException("cannot reset");
        });
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.ALL, options)) {
            front.get();
            front.write(Front.html("Content-Length", "5"));
            ChannelFuture refused = front.piece(" ".repeat(6));
            assertThat(refused.isSuccess()).isFalse();
            assertThat(front.report().failure()).isEqualTo(FailureReason.LENGTH_MISMATCH);
        }
    }

    @Test
    void reset_whereClosingIsTheEnd_letsNobodySayGoodbye() {
        List<String> goodbyes = new ArrayList<>();
        try (Front front = new Front(Front.Protocol.HTTP_1_0, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            // As TLS does, where a goodbye is an end.
            front.channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                @Override
                public void close(ChannelHandlerContext context, ChannelPromise promise) {
                    goodbyes.add("close_notify");
                    context.close(promise);
                }
            });
            front.get();
            front.write(Front.html("Content-Length", "500"));
            front.piece("<p>1");
            front.end();
            assertThat(front.report().failure()).isEqualTo(FailureReason.LENGTH_MISMATCH);
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(goodbyes).isEmpty();
        }
    }

    @Test
    void channelClosed_byWhoHearsThatTheClientBrokeTheConnection_isNotTheOriginsFault() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    context.close();
                }
            });
            front.get();
            front.write(Front.html());
            front.piece("<p>1");
            front.channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
            assertThat(front.report().outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(front.report().failure()).isEqualTo(FailureReason.CLIENT_LEFT);
        }
    }

    // ---- Writes that fail at once

    @ParameterizedTest
    @ValueSource(strings = {"<p>rewritten", "no markup, which passes"})
    void headThatCannotBeWritten_breaksEveryPromise_andIsReportedOnce(String text) {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.channel.pipeline().addFirst(new Refusing());
            front.get();
            ChannelFuture head = writeOrClose(front, Front.html());
            ChannelFuture empty = front.write(front.content(bytes("\n")));
            ChannelFuture end = front.write(
                    new DefaultLastHttpContent(front.content(bytes(text)).content()));
            assertThat(List.of(head, empty, end)).allMatch(ChannelFuture::isDone);
            assertThat(front.report().outcome()).isIn(Outcome.ABANDONED, Outcome.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void contentThatCannotBeWritten_inTheMiddleOfACoding_isReportedOnce(ContentCoding coding) {
        byte[] coded = Codings.done(Pages.nasty(3, 300_000), coding);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html("Content-Encoding", coding.token()));
            piece(front, Arrays.copyOf(coded, 9000));
            front.channel.pipeline().addFirst(new Refusing());
            ChannelFuture content = front.write(front.content(Arrays.copyOfRange(coded, 9000, coded.length)));
            front.flush();
            assertThat(content.isDone()).isTrue();
            assertThat(front.reports).extracting(report -> report.failure()).containsOnly(FailureReason.WRITE_FAILED);
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
        }
    }

    // ---- What hears of a full channel

    @Test
    void flush_byWhoHearsThatTheChannelIsFull_doesNotDisturbACoding() throws IOException {
        RewritePolicy atEnd = Rewriters.with(HtmlRewriter.builder()
                .onEndAsync(end -> later.thenRun(() -> end.append(Content.text("end"))))
                .build());
        byte[] page = Pages.nasty(5, 9000);
        page[0] = '<';
        RewriteOptions small = RewriteOptions.DEFAULT.withCoalescedBytes(100);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, atEnd, small)) {
            front.channel.pipeline().addFirst(new Telling());
            front.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelWritabilityChanged(ChannelHandlerContext context) {
                    context.flush();
                }
            });
            front.get("Accept-Encoding", "gzip");
            front.write(Front.html("Content-Encoding", "gzip"));
            front.write(front.content(Codings.done(page, ContentCoding.GZIP)));
            front.write(new DefaultLastHttpContent());
            later.complete(null);
            front.channel.runPendingTasks();
            front.flush();
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().decoded()).startsWith(page).endsWith(bytes("end"));
        }
    }

    @Test
    void fullChannel_whileTheEndIsWritten_doesNotBeginTheNextResponse() {
        RewritePolicy atEnd = Rewriters.with(HtmlRewriter.builder()
                .onEndAsync(end -> later.thenRun(() -> end.append(Content.text("end".repeat(2001)))))
                .build());
        RewriteOptions small = RewriteOptions.DEFAULT.withCoalescedBytes(100);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, atEnd, small)) {
            front.channel.pipeline().addFirst(new Telling());
            front.get();
            front.get();
            front.answer(Front.html(), bytes("<p>one"));
            front.answer(Front.html(), bytes("<p>two"));
            later.complete(null);
            front.channel.runPendingTasks();
            front.flush();
            assertThat(front.reports).extracting(report -> report.outcome()).containsOnly(Outcome.REWRITTEN);
            assertThat(front.allReceived())
                    .extracting(Front.Received::text)
                    .containsExactly("<p>one" + "end".repeat(2001), "<p>two" + "end".repeat(2001));
        }
    }

    // ---- A proxy that never asks whether it may write

    @Test
    void muchQueued_whenTheRewriterGivesUp_goesOn() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onAsync("b", b -> later)
                .limits(Limits.DEFAULT.withMaxMemory(5000))
                .build();
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        String text = "text ".repeat(4000);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.with(rewriter), small)) {
            front.get();
            front.write(Front.html());
            front.piece("<b>");
            front.piece(text);
            front.piece(text);
            front.end();
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().text()).isEqualTo("<b>" + text + text);
            assertThat(front.report().failure()).isEqualTo(FailureReason.REWRITER_LIMIT);
        }
    }

    @Test
    void muchWritten_byWhoHearsOfTheLastPieceOfAResponse_waitsForItsEnd() {
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(10);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.ALL, small)) {
            front.channel.pipeline().addFirst(new Telling());
            front.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                private int told;

                @Override
                public void channelWritabilityChanged(ChannelHandlerContext context) {
                    // First of the head, then of the one piece.
                    told++;
                    if (told == 2) {
                        context.write(Front.html());
                        context.write(front.content(bytes("<p>two, and so on")));
                        context.write(front.content(bytes(", and so on")));
                        context.write(new DefaultLastHttpContent());
                    }
                }
            });
            front.get();
            front.get();
            front.answer(Front.html(), bytes("<p>one"));
            assertThat(front.reports).extracting(report -> report.outcome()).containsOnly(Outcome.REWRITTEN);
            assertThat(front.allReceived())
                    .extracting(Front.Received::text)
                    .containsExactly("<p>one", "<p>two, and so on, and so on");
        }
    }

    @Test
    void flush_behindWhatWasTooMuchToQueue_isDoneWhenTheHandlerIsDone() {
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        String text = "text ".repeat(400);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, slow, small)) {
            front.get();
            front.write(Front.html());
            front.piece("<b>");
            front.piece(text);
            front.write(front.content(bytes(text)));
            later.complete(null);
            front.channel.runPendingTasks();
            assertThat(front.received().text()).startsWith("<b>" + text);
            front.end();
        }
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void muchQueued_behindAResponseWhoseEndIsThere_isRefused() {
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, slow, small)) {
            front.get();
            front.get();
            front.answer(Front.html(), bytes("<b>"));
            front.write(Front.html());
            for (int i = 0; i < 4; i++) {
                piece(front, new byte[900]);
            }
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.reports)
                    .extracting(report -> report.failure())
                    .containsExactlyInAnyOrder(FailureReason.QUEUE_LIMIT, FailureReason.QUEUE_LIMIT);
        }
    }

    @Test
    void manyTinyMessagesQueued_areRefused() {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>begin");
            front.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
            for (int i = 0; i < 20_000 && front.channel.isOpen(); i++) {
                front.write(front.content(new byte[] {'x'}));
            }
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.report().failure()).isEqualTo(FailureReason.QUEUE_LIMIT);
        }
    }

    // ---- Faults of what passes

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void malformedEnd_ofAResponseThatPasses_isNoEnd(boolean delimitedByClose) {
        List<Boolean> resets = new ArrayList<>();
        Front.Protocol protocol = delimitedByClose ? Front.Protocol.HTTP_1_0 : Front.Protocol.HTTP_1_1;
        try (Front front = new Front(protocol, request -> null, counting(resets))) {
            front.get();
            HttpResponse head = Front.html();
            if (delimitedByClose) {
                head.headers().remove("Transfer-Encoding");
            }
            front.write(head);
            front.piece("<p>as it is");
            LastHttpContent malformed = new DefaultLastHttpContent();
            malformed.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no chunk")));
            writeOrClose(front, malformed);
            front.flush();
            assertThat(resets).containsExactly(delimitedByClose);
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
            assertThat(front.report().skip()).isEqualTo(SkipReason.NO_REWRITING);
            assertThat(front.report().failure()).isEqualTo(FailureReason.ORIGIN_CUT_OFF);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void contentWhereNoneMayBe_isLeftOutAndCounted(int status) {
        try (Front front = new Front(Front.Protocol.HTTP_2, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.answer(Front.response(status, "Content-Type", "text/html"), bytes("<p>none"));
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().text()).isEmpty();
            assertThat(front.report().bytesIn()).isEqualTo(7);
            assertThat(front.report().bytesOut()).isZero();
        }
    }

    // ---- Memory

    @Test
    void memoryThatIsNotThere_resets_andLosesNoByteInTheMiddle() {
        boolean[] exhausted = new boolean[1];
        try (Front front = new Front(Rewriters.ALL)) {
            front.channel.config().setAllocator(new AbstractByteBufAllocator(false) {
                @Override
                protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
                    if (exhausted[0]) {
                        throw new OutOfMemoryError("none left");
                    }
                    return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity);
                }

                @Override
                protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
                    return newHeapBuffer(initialCapacity, maxCapacity);
                }

                @Override
                public boolean isDirectBufferPooled() {
                    return false;
                }
            });
            front.get();
            front.write(Front.html());
            front.piece("<p>one");
            exhausted[0] = true;
            front.write(front.content(bytes("<p>two")));
            exhausted[0] = false;
            front.piece("<p>three");
            front.end();
            assertThat(front.received().complete).isFalse();
            assertThat(front.received().text()).isEqualTo("<p>one");
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
            assertThat(front.report().failure()).isEqualTo(FailureReason.WRITE_FAILED);
        }
    }

    @Test
    void bombInTwoLayers_eachWithinTheLimit_isStopped() {
        byte[] page = new byte[6 << 20];
        Arrays.fill(page, (byte) ' ');
        page[0] = '<';
        page[1] = 'p';
        page[2] = '>';
        byte[] once = Codings.done(page, ContentCoding.GZIP);
        byte[] twice = Codings.done(once, ContentCoding.GZIP);
        int ratio = 2000;
        assertThat(page.length / once.length).isLessThan(ratio);
        assertThat(once.length / twice.length).isLessThan(ratio);
        assertThat(page.length / twice.length).isGreaterThan(ratio);
        RewriteOptions limited = RewriteOptions.DEFAULT.withExpansion(ratio, 1L << 30);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, limited)) {
            front.get();
            front.write(Front.html("Content-Encoding", "gzip, gzip"));
            piece(front, twice);
            front.end();
            assertThat(front.received().complete).isFalse();
            assertThat(front.report().failure()).isEqualTo(FailureReason.EXPANSION_LIMIT);
        }
    }

    /** As proxies do it: what could not be written breaks the connection. */
    private static ChannelFuture writeOrClose(Front front, Object message) {
        ChannelPromise promise = front.channel.newPromise();
        promise.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        return front.channel.write(message, promise);
    }

    private static void piece(Front front, byte[] bytes) {
        front.write(front.content(bytes));
        front.flush();
    }

    private static RewriteOptions counting(List<Boolean> resets) {
        return RewriteOptions.DEFAULT.withReset((context, delimitedByClose) -> {
            resets.add(delimitedByClose);
            var unused = context.close();
        });
    }

    /** Tells at each write that writability has changed, as channels of HTTP/2 streams do in the middle of one. */
    private static final class Telling extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            context.write(message, promise);
            context.pipeline().fireChannelWritabilityChanged();
        }
    }

    /** Refuses every write. */
    private static final class Refusing extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new ClosedChannelException());
        }
    }
}
