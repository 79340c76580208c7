package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Rewritable;
import dev.headrace.rewriter.error.HandlerException;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers that take their time suspend their document, not a thread. */
@Timeout(30)
class AsyncHandlersTest {
    private static final String PAGE = "<p>text<!--comment--></p><b>rest</b>";
    private static final Limits SHORT_WAIT = Limits.DEFAULT.withMaxHandlerWait(Duration.ofMillis(20));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CompletableFuture<Void> later = new CompletableFuture<>();

    @Test
    void onAsync_completedLater_suspendsBehindWhatIsDecided() {
        RewriteStream stream = open(HtmlRewriter.builder().onAsync("b", b -> {
            b.before(Content.text("early "));
            return later.thenRun(() -> b.setAttribute("class", "late"));
        }));

        assertThat(write(stream, PAGE)).isFalse();
        assertThat(html()).isEqualTo("<p>text<!--comment--></p>");
        assertThat(stream.ready().toCompletableFuture()).isNotDone();
        later.complete(null);
        assertThat(stream.ready().toCompletableFuture()).isCompleted();
        stream.end();

        assertThat(html()).isEqualTo("<p>text<!--comment--></p>early <b class=\"late\">rest</b>");
        assertThat(stream.isEnded()).isTrue();
    }

    @Test
    void onAsync_completedByAnotherThread_goesOnThere() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            RewriteStream stream = open(HtmlRewriter.builder()
                    .onAsync("*", e -> CompletableFuture.runAsync(() -> e.setAttribute("x", ""), other)));
            for (byte b : PAGE.getBytes(StandardCharsets.UTF_8)) {
                if (!stream.write(new byte[] {b})) {
                    await(stream);
                }
            }
            stream.end();
            await(stream);
        } finally {
            other.shutdown();
        }
        assertThat(html()).isEqualTo("<p x=\"\">text<!--comment--></p><b x=\"\">rest</b>");
    }

    @Test
    void onTextAsync_completedLater_changesTheText() {
        assertSuspends(
                HtmlRewriter.builder()
                        .onTextAsync("p", t -> t.isLastInTextNode() ? done() : later.thenRun(() -> t.setText("new"))),
                "<p>",
                "<p>new<!--comment--></p><b>rest</b>");
    }

    @Test
    void onCommentsAsync_completedLater_changesTheComment() {
        assertSuspends(
                HtmlRewriter.builder().onCommentsAsync("p", c -> later.thenRun(() -> c.setText("new"))),
                "<p>text",
                "<p>text<!--new--></p><b>rest</b>");
    }

    @Test
    void onEndTagAsync_completedLater_changesTheEndTag() {
        assertSuspends(
                HtmlRewriter.builder().on("p", p -> p.onEndTagAsync(end -> later.thenRun(() -> end.setName("q")))),
                "<p>text<!--comment-->",
                "<p>text<!--comment--></q><b>rest</b>");
    }

    @Test
    void onEndAsync_completedLater_endsTheDocumentThen() {
        RewriteStream stream =
                open(HtmlRewriter.builder().onEndAsync(end -> later.thenRun(() -> end.append(Content.text("end")))));
        assertThat(write(stream, PAGE)).isTrue();
        stream.end();
        assertThat(stream.isEnded()).isFalse();
        later.complete(null);
        assertThat(stream.isEnded()).isTrue();
        assertThat(html()).isEqualTo(PAGE + "end");
    }

    @Test
    void onAsync_severalOnOneElement_eachWaitsForTheOneBefore() {
        List<String> calls = new ArrayList<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        RewriteStream stream = open(HtmlRewriter.builder()
                .onAsync("p", p -> {
                    calls.add("first");
                    return later;
                })
                .onAsync("p", p -> {
                    calls.add("second");
                    return second;
                })
                .on("p", p -> calls.add("third")));
        write(stream, PAGE);
        assertThat(calls).containsExactly("first");
        later.complete(null);
        assertThat(calls).containsExactly("first", "second");
        assertThat(stream.ready().toCompletableFuture()).isNotDone();
        second.complete(null);
        assertThat(calls).containsExactly("first", "second", "third");
        assertThat(stream.ready().toCompletableFuture()).isCompleted();
    }

    @Test
    void write_whileSuspended_isKeptInOrder() {
        RewriteStream stream = open(HtmlRewriter.builder().onAsync("p", p -> later));
        assertThat(write(stream, "<i>1</i><p>2")).isFalse();
        for (String piece : List.of("<b>3", "</b>4<", "i", ">5</i>")) {
            assertThat(write(stream, piece)).isFalse();
        }
        stream.end();
        assertThat(html()).isEqualTo("<i>1</i>");
        assertThat(stream.statistics().bytesBuffered()).isGreaterThanOrEqualTo("<p>2<b>3</b>4<i>5</i>".length());
        later.complete(null);
        assertThat(stream.isEnded()).isTrue();
        assertThat(html()).isEqualTo("<i>1</i><p>2<b>3</b>4<i>5</i>");
    }

    @Test
    void write_whileSuspendedBeyondMaxMemory_passesAllInOrder() {
        RewriteStream stream = open(HtmlRewriter.builder()
                .limits(Limits.DEFAULT.withMaxMemory(100))
                .onAsync("p", p -> later.thenRun(() -> p.setAttribute("late", "")))
                .on("b", b -> b.remove()));
        write(stream, "<p>");
        String rest = "<b>x</b>".repeat(50);
        write(stream, rest);
        later.complete(null);
        stream.end();
        assertThat(html()).endsWith(rest).startsWith("<p");
        assertThat(stream.statistics().failure())
                .asInstanceOf(type(LimitException.class))
                .satisfies(e -> assertThat(e.limit()).isEqualTo("maxMemory"));
    }

    @Test
    void write_whileSuspendedBeyondMaxMemory_failsAndReadyTells() {
        RewriteStream stream = open(HtmlRewriter.builder()
                .limits(Limits.DEFAULT.withMaxMemory(100))
                .onError(OnError.FAIL)
                .onAsync("p", p -> later));
        write(stream, "<p>");
        CompletableFuture<?> ready = stream.ready().toCompletableFuture();
        assertThatThrownBy(() -> write(stream, "<b>x</b>".repeat(50))).isInstanceOf(LimitException.class);
        assertThat(ready).isCompletedExceptionally();
        assertThatThrownBy(() -> write(stream, "x")).isInstanceOf(LimitException.class);
    }

    @Test
    void onAsync_neverCompleted_reachesMaxHandlerWait() {
        RewriteStream stream = open(
                HtmlRewriter.builder().limits(SHORT_WAIT).onError(OnError.FAIL).onAsync("b", b -> later));
        write(stream, PAGE);
        assertThatThrownBy(() -> await(stream))
                .hasCauseInstanceOf(LimitException.class)
                .cause()
                .asInstanceOf(type(LimitException.class))
                .satisfies(e -> {
                    assertThat(e.limit()).isEqualTo("maxHandlerWait");
                    assertThat(e.value()).isEqualTo(20);
                    assertThat(e.offset()).isEqualTo(PAGE.indexOf("<b>"));
                });
        assertThatThrownBy(() -> write(stream, "x")).isInstanceOf(LimitException.class);
        assertThat(html()).isEqualTo("<p>text<!--comment--></p>");
    }

    @Test
    void onAsync_neverCompleted_passesTheRest() throws Exception {
        RewriteStream stream = open(HtmlRewriter.builder()
                .limits(SHORT_WAIT)
                .onAsync("p", p -> {
                    p.setAttribute("class", "forgotten");
                    return later;
                })
                .on("b", b -> b.remove()));
        write(stream, PAGE);
        await(stream);
        stream.end();
        assertThat(html()).isEqualTo(PAGE);
        assertThat(stream.statistics().failure()).isInstanceOf(LimitException.class);
    }

    @Test
    void onAsync_failedStage_namesSelectorAndOffset() {
        RewriteStream stream = open(HtmlRewriter.builder().onError(OnError.FAIL).onAsync("p ~ b", b -> later));
        write(stream, PAGE);
        CompletableFuture<?> ready = stream.ready().toCompletableFuture();
        later.completeExceptionally(new IOException("no route"));
        assertThatThrownBy(() -> ready.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(HandlerException.class)
                .hasMessage("handler of \"p ~ b\" failed at byte 25: no route")
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(stream::end).isInstanceOf(HandlerException.class);
    }

    @Test
    void onAsync_failedStage_passesTheRest() {
        RewriteStream stream = open(HtmlRewriter.builder()
                .onAsync("p", p -> later)
                .on("b", Rewritable::remove)
                .onBailOut(bailOut -> bailOut.append(Content.text("bail-out"))));
        write(stream, PAGE);
        later.completeExceptionally(new IOException("no route"));
        assertThat(stream.ready().toCompletableFuture()).isCompleted();
        stream.end();
        assertThat(html()).isEqualTo("bail-out" + PAGE);
    }

    @Test
    void onAsync_failedAlready_isAFailure() {
        RewriteStream stream = open(
                HtmlRewriter.builder().onAsync("p", p -> CompletableFuture.failedFuture(new IOException("no route"))));
        assertThat(write(stream, PAGE)).isTrue();
        stream.end();
        assertThat(html()).isEqualTo(PAGE);
        assertThat(stream.statistics().failure()).hasMessage("handler of \"p\" failed at byte 0: no route");
    }

    @Test
    void onAsync_cancelledStage_isAFailure() {
        RewriteStream stream = open(HtmlRewriter.builder().onAsync("p", p -> later));
        write(stream, PAGE);
        later.cancel(false);
        stream.end();
        assertThat(html()).isEqualTo(PAGE);
        assertThat(stream.statistics().failure()).isInstanceOf(HandlerException.class);
    }

    @Test
    void onAsync_cancelledAlready_isAFailure() {
        later.cancel(false);
        RewriteStream stream = open(HtmlRewriter.builder().onAsync("p", p -> later));
        write(stream, PAGE);
        stream.end();
        assertThat(html()).isEqualTo(PAGE);
        assertThat(stream.statistics().failure()).isInstanceOf(HandlerException.class);
    }

    @Test
    void unit_whileSuspended_staysValid() {
        Element[] seen = new Element[1];
        RewriteStream stream = open(HtmlRewriter.builder().onAsync("p", p -> {
            seen[0] = p;
            return later;
        }));
        write(stream, PAGE);
        assertThat(seen[0].tagName()).isEqualTo("p");
        later.complete(null);
        assertThatThrownBy(seen[0]::tagName).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void open_withExecutor_goesOnThere() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onAsync("p", p -> later)
                .on("b", Rewritable::remove)
                .build();
        RewriteStream stream = rewriter.open(out::write, "utf-8", tasks::add);
        write(stream, PAGE);
        later.complete(null);
        assertThat(html()).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(html()).isEqualTo("<p>text<!--comment--></p>");
        assertThat(stream.ready().toCompletableFuture()).isCompleted();
    }

    @Test
    void onAsync_manyCompletedInARace_needsNoStack() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            RewriteStream stream =
                    open(HtmlRewriter.builder().onAsync("b", b -> CompletableFuture.runAsync(() -> {}, other)));
            String page = "<b>x</b>".repeat(20_000);
            write(stream, page);
            await(stream);
            stream.end();
            assertThat(html()).isEqualTo(page);
        } finally {
            other.shutdown();
        }
    }

    @RepeatedTest(50)
    void rewrite_streams_waitsForHandlers() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            HtmlRewriter rewriter = HtmlRewriter.builder()
                    .onAsync("b", b -> CompletableFuture.runAsync(b::removeAndKeepContent, other))
                    .onEndAsync(end -> CompletableFuture.runAsync(() -> end.append(Content.text("!")), other))
                    .build();
            rewriter.rewrite(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8)), out, "utf-8");
            assertThat(html()).isEqualTo("<p>text<!--comment--></p>rest!");
            assertThat(rewriter.rewrite(PAGE)).isEqualTo(html());
        } finally {
            other.shutdown();
        }
    }

    private void assertSuspends(HtmlRewriterBuilder builder, String before, String whole) {
        RewriteStream stream = open(builder);
        assertThat(write(stream, PAGE)).isFalse();
        assertThat(html()).isEqualTo(before);
        later.complete(null);
        stream.end();
        assertThat(html()).isEqualTo(whole);
    }

    private RewriteStream open(HtmlRewriterBuilder builder) {
        return builder.build().open(out::write, "utf-8");
    }

    private String html() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean write(RewriteStream stream, String html) {
        return stream.write(html.getBytes(StandardCharsets.UTF_8));
    }

    private static CompletionStage<?> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static void await(RewriteStream stream) throws Exception {
        stream.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
