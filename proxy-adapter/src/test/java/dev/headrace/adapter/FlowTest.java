package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.adapter.feature.Esi;
import dev.headrace.adapter.feature.EsiOptions;
import dev.headrace.adapter.feature.Excludes;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.LazyLoading;
import dev.headrace.adapter.feature.Suspicion;
import dev.headrace.adapter.policy.Preparation;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves when: flushes, slow clients, handlers that take their time. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class FlowTest {
    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final RewritePolicy slow = Rewriters.with(HtmlRewriter.builder()
            .onAsync("b", b -> {
                b.before(Content.text("early "));
                return later.thenRun(() -> b.setAttribute("class", "late"));
            })
            .build());

    @Test
    void flush_eachPieceReachesTheClientBeforeTheNext() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.flush();
            front.piece("<p>one ");
            assertThat(front.received().text()).isEqualTo("<p>one ");
            front.piece("two <a hr");
            assertThat(front.received().text()).isEqualTo("<p>one two ");
            front.piece("ef=x>");
            assertThat(front.received().text()).isEqualTo("<p>one two <a href=x rel=\"nofollow\">");
            assertThat(front.received().complete).isFalse();
            front.end();
            assertThat(front.received().complete).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void flush_throughCodings_eachPieceReachesTheClientBeforeTheNext(ContentCoding coding) throws IOException {
        try (Front front = new Front(Rewriters.ALL);
                ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            front.get("Accept-Encoding", coding.token());
            front.write(Front.html("Content-Encoding", coding.token()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String expected = "";
            for (int i = 0; i < 5; i++) {
                byte[] piece = bytes("<p>piece " + i);
                encoder.write(piece, 0, piece.length, out::write);
                encoder.flush(out::write);
                front.write(front.content(out.toByteArray()));
                front.flush();
                out.reset();
                expected += "<p>piece " + i;
                assertThat(decodedSoFar(coding, front.received().body.toByteArray()))
                        .isEqualTo(expected);
            }
            encoder.end(out::write);
            front.write(front.content(out.toByteArray()));
            front.end();
            assertThat(front.received().complete).isTrue();
            assertThat(new String(front.received().decoded(), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    private static String decodedSoFar(ContentCoding coding, byte[] coded) throws IOException {
        byte[] out = new byte[4096];
        int length = 0;
        try (var decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            for (int n = decoder.read(out, 0, out.length); n > 0; n = decoder.read(out, length, out.length - length)) {
                length += n;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void flush_ofWhiteSpace_doesNotWait() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            front.piece("\n\n");
            assertThat(front.received().text()).isEqualTo("\n\n");
            front.piece("<a href=x>");
            assertThat(front.received().text()).isEqualTo("\n\n<a href=x rel=\"nofollow\">");
        }
    }

    @Test
    void smallPieces_withoutFlush_leaveTogether() {
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            for (int i = 0; i < 100; i++) {
                front.write(front.content(bytes("<p>" + i)));
            }
            front.end();
            List<Object> written = new ArrayList<>(front.channel.outboundMessages());
            assertThat(written).hasSize(3);
            assertThat(written.get(0)).isInstanceOf(HttpResponse.class);
            assertThat(written.get(2)).isInstanceOf(LastHttpContent.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void longRuns_leaveAsSlicesOfTheInput(BufferKind kind) {
        byte[] text = bytes("<p>" + "text ".repeat(2000) + "<a href=x>" + "text ".repeat(2000));
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            ByteBuf input = kind == BufferKind.HEAP ? Unpooled.buffer(text.length) : Unpooled.directBuffer(text.length);
            input.writeBytes(text);
            front.track(input);
            front.write(new DefaultHttpContent(input));
            front.flush();
            int sliced = 0;
            for (Object out : front.channel.outboundMessages()) {
                if (out instanceof HttpContent content && isPartOf(input, content.content())) {
                    sliced += content.content().readableBytes();
                }
            }
            assertThat(sliced).isGreaterThan(text.length * 9 / 10);
            front.end();
            assertThat(front.received().body.toByteArray()).isEqualTo(Rewriters.rewritten(text));
        }
    }

    /** Whether a change of the one shows in the other. */
    private static boolean isPartOf(ByteBuf whole, ByteBuf part) {
        byte before = part.getByte(part.readerIndex());
        for (int i = 0; i < whole.capacity(); i++) {
            whole.setByte(i, whole.getByte(i) ^ 1);
        }
        boolean changed = part.getByte(part.readerIndex()) != before;
        for (int i = 0; i < whole.capacity(); i++) {
            whole.setByte(i, whole.getByte(i) ^ 1);
        }
        return changed;
    }

    enum BufferKind {
        HEAP,
        DIRECT
    }

    // ---- Slow clients

    @Test
    void unwritableChannel_stopsDecoding_andGoesOnLater() {
        byte[] page = Pages.realistic(3, 600_000);
        byte[] coded = Codings.done(page, ContentCoding.GZIP);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            front.channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(8 * 1024, 32 * 1024));
            ChannelOutboundBuffer buffer = front.channel.unsafe().outboundBuffer();
            front.get("Accept-Encoding", "identity");
            front.write(Front.html("Content-Encoding", "gzip"));
            buffer.setUserDefinedWritability(1, false);
            ChannelFuture written = front.write(front.content(coded));
            front.flush();
            assertThat(front.channel.outboundMessages()).hasSizeLessThan(8);
            assertThat(written.isDone()).isFalse();
            buffer.setUserDefinedWritability(1, true);
            front.channel.runPendingTasks();
            assertThat(written.isSuccess()).isTrue();
            front.end();
            assertThat(front.received().body.toByteArray()).isEqualTo(Rewriters.rewritten(page));
        }
    }

    @Test
    void writtenWithoutEnd_toAnUnwritableChannel_failsTheResponse() {
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, small)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>begin");
            front.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
            ChannelFuture first = front.write(front.content(new byte[900]));
            ChannelFuture second = front.write(front.content(new byte[900]));
            assertThat(front.channel.isOpen()).isTrue();
            front.write(front.content(new byte[900]));
            assertThat(front.channel.isOpen()).isTrue();
            ChannelFuture third = front.write(front.content(new byte[900]));
            assertThat(first.cause()).hasMessageContaining("queue-limit");
            assertThat(second.cause()).hasMessageContaining("queue-limit");
            assertThat(third.cause()).hasMessageContaining("queue-limit");
            assertThat(front.channel.isOpen()).isFalse();
            assertThat(front.report().failure()).isEqualTo(FailureReason.QUEUE_LIMIT);
            assertThat(front.received().complete).isFalse();
        }
    }

    @Test
    void unwritableChannel_inTheMiddleOfAMessage_keepsWhatFollowsInOrder() {
        byte[] page = Pages.realistic(5, 200_000);
        try (Front front = new Front(Front.Protocol.OBJECTS, Rewriters.ALL, RewriteOptions.DEFAULT)) {
            ChannelOutboundBuffer buffer = front.channel.unsafe().outboundBuffer();
            front.get();
            front.get();
            front.write(Front.html());
            buffer.setUserDefinedWritability(1, false);
            front.write(front.content(page));
            front.end();
            front.answer(Front.html(), page);
            assertThat(front.reports).isEmpty();
            buffer.setUserDefinedWritability(1, true);
            front.channel.runPendingTasks();
            assertThat(front.allReceived())
                    .extracting(received -> received.body.toByteArray())
                    .containsExactly(Rewriters.rewritten(page), Rewriters.rewritten(page));
        }
    }

    // ---- Handlers that take their time

    @Test
    void asyncHandler_makesTheChannelLookUnwritable_untilItIsDone() {
        try (Front front = new Front(slow)) {
            List<Boolean> seen = new ArrayList<>();
            front.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                    seen.add(ctx.channel().isWritable());
                }
            });
            front.get();
            front.write(Front.html());
            front.write(front.content(bytes("<p>text<b>rest</b>")));
            assertThat(front.channel.isWritable()).isFalse();
            assertThat(RewriteHandler.isWritable(front.channel)).isFalse();
            front.flush();
            assertThat(front.received().text()).isEqualTo("<p>text");
            front.piece("more");
            assertThat(front.received().text()).isEqualTo("<p>text");
            ChannelFuture end = front.end();
            assertThat(end.isDone()).isFalse();

            later.complete(null);
            front.channel.runPendingTasks();
            assertThat(front.received().text()).isEqualTo("<p>textearly <b class=\"late\">rest</b>more");
            assertThat(front.received().complete).isTrue();
            assertThat(end.isSuccess()).isTrue();
            assertThat(front.channel.isWritable()).isTrue();
            assertThat(seen).containsExactly(false, true);
        }
    }

    @Test
    void asyncHandler_doneByAnotherThread_goesOnInTheEventLoop() throws Exception {
        try (Front front = new Front(slow)) {
            front.get();
            front.answer(Front.html(), bytes("<b>x</b>"));
            Thread other = new Thread(() -> later.complete(null));
            other.start();
            other.join();
            assertThat(front.received().complete).isFalse();
            front.channel.runPendingTasks();
            assertThat(front.received().text()).isEqualTo("early <b class=\"late\">x</b>");
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void asyncHandlerAtTheEnd_holdsTheEndBack() {
        RewritePolicy atEnd = Rewriters.with(HtmlRewriter.builder()
                .onEndAsync(end -> later.thenRun(() -> end.append(Content.text("end"))))
                .build());
        try (Front front = new Front(atEnd)) {
            front.get();
            front.get();
            front.answer(Front.html(), bytes("<p>"));
            front.answer(Front.html(), bytes("<i>"));
            assertThat(front.received().text()).isEqualTo("<p>");
            assertThat(front.received().complete).isFalse();
            later.complete(null);
            front.channel.runPendingTasks();
            assertThat(front.allReceived()).extracting(Front.Received::text).containsExactly("<p>end", "<i>end");
        }
    }

    @Test
    void asyncHandler_whileMoreIsWrittenThanMayWait_leavesItToTheRewritersLimit() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onAsync("b", b -> later)
                .on("i", i -> i.remove())
                .limits(Limits.DEFAULT.withMaxMemory(5000))
                .build();
        RewriteOptions small = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        String text = "text ".repeat(200);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, Rewriters.with(rewriter), small)) {
            front.get();
            front.write(Front.html());
            front.piece("<b>");
            for (int i = 0; i < 20; i++) {
                front.piece(text);
            }
            front.piece("<i>passes");
            front.end();
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().text()).isEqualTo("<b>" + text.repeat(20) + "<i>passes");
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN_IN_PART);
            assertThat(front.report().failure()).isEqualTo(FailureReason.REWRITER_LIMIT);
        }
    }

    @Test
    void clientLeaves_whileAHandlerIsWaitedFor_nothingIsLeft() {
        try (Front front = new Front(slow)) {
            front.get();
            front.write(Front.html());
            front.piece("<b>x</b>");
            ChannelFuture more = front.piece("more");
            front.leave();
            assertThat(more.isDone()).isTrue();
            assertThat(front.report().failure()).isEqualTo(FailureReason.CLIENT_LEFT);
            later.complete(null);
            front.channel.runPendingTasks();
            assertThat(front.reports).hasSize(1);
        }
    }

    // ---- Promises

    @Test
    void promise_ofContentThatTheRewriterHolds_isKept() {
        try (Front front = new Front(Rewriters.ALL)) {
            front.get();
            front.write(Front.html());
            assertThat(front.piece("<p>one <a hre").isSuccess()).isTrue();
            assertThat(front.piece("f=").isSuccess()).isTrue();
            ChannelFuture unflushed = front.write(front.content(bytes("x>")));
            assertThat(unflushed.isDone()).isFalse();
            front.flush();
            assertThat(unflushed.isSuccess()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void headOfPage_hasTheFieldsOfFeatures_withContentAndWithout(String method) {
        Esi esi = new Esi(
                request -> CompletableFuture.failedFuture(new IOException(request.target())), EsiOptions.DEFAULT);
        Rewriting rewriting = Features.of(List.of(new Excludes(Suspicion.userAgent(List.of("bot"))), esi))
                .rewriting(HtmlRewriter.builder(), "1");
        try (Front front = new Front(request -> rewriting)) {
            front.request(HttpMethod.valueOf(method), "User-Agent", "bot", Features.REPORT_WANTED, "1");
            HttpResponse head = Front.html("Cache-Control", "public, max-age=60", "ETag", "\"a\"");
            if (method.equals("GET")) {
                front.answer(head, bytes("<p>x"));
            } else {
                front.answer(head);
            }
            assertThat(front.received().headers.getAll("Cache-Control")).containsExactly("max-age=60, private");
            assertThat(front.received().headers.contains("ETag")).isFalse();
            assertThat(front.received().headers.getAll(Features.REPORT)).containsExactly("esi");
            assertThat(front.received().complete).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void preparationThatThrows_leavesTheHeadAsItWas(String method) {
        Preparation failing = new Preparation() {
            @Override
            public void rewritten(@Nullable Object context, HttpResponse response) {
                response.headers().remove("ETag").set("X-Half", "1");
                throw new IllegalStateException("half done");
            }
        };
        Rewriting rewriting = Rewriters.REWRITING.withPreparation(failing);
        try (Front front = new Front(request -> rewriting)) {
            front.request(HttpMethod.valueOf(method));
            HttpResponse head = Front.html("ETag", "\"a\"");
            if (method.equals("GET")) {
                front.answer(head, bytes("<a href=x>"));
                assertThat(front.received().text()).isEqualTo("<a href=x>");
            } else {
                front.answer(head);
            }
            assertThat(front.received().headers.get("ETag")).isEqualTo("\"a\"");
            assertThat(front.received().headers.contains("X-Half")).isFalse();
            assertThat(front.report().skip()).isEqualTo(SkipReason.REWRITER_FAILED);
            assertThat(front.report().cause()).hasMessage("half done");
        }
    }

    @Test
    void report_isForNoSharedCache_andDoesNotTellWhoIsSuspicious() {
        Excludes excludes = new Excludes(Suspicion.userAgent(List.of("bot")));
        Rewriting some = Features.of(List.of(excludes, new LazyLoading(0))).rewriting(HtmlRewriter.builder(), "1");
        Rewriting none = Features.of(List.of(excludes)).rewriting(HtmlRewriter.builder(), "1");
        try (Front front = new Front(request -> request.headers().contains("X-None") ? none : some)) {
            for (String agent : List.of("bot", "Mozilla/5.0")) {
                front.get("User-Agent", agent, Features.REPORT_WANTED, "1");
                front.answer(Front.html("Cache-Control", "public, max-age=60"), bytes("<p>x"));
            }
            front.get("User-Agent", "Mozilla/5.0", Features.REPORT_WANTED, "1", "X-None", "1");
            front.answer(Front.html("Cache-Control", "public, max-age=60"), bytes("<p>x"));
            assertThat(front.allReceived())
                    .extracting(received -> received.headers.get(Features.REPORT))
                    .containsExactly("lazy-loading", "lazy-loading", null);
            assertThat(front.allReceived())
                    .extracting(received -> received.headers.get("Cache-Control"))
                    .containsExactly("max-age=60, private", "max-age=60, private", "public, max-age=60");
        }
    }
}
