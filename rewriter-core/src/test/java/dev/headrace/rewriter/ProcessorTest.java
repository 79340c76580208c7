package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.HandlerException;
import dev.headrace.rewriter.error.OnError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rewriter as a {@code Flow.Processor}: it asks for no more than it was asked for. */
@Timeout(30)
class ProcessorTest {
    private final Upstream upstream = new Upstream();
    private final Downstream downstream = new Downstream();

    @Test
    void processor_asked_asksForOnePieceAtATime() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().on("b", b -> b.before(Content.text("!"))));
        assertThat(upstream.requested).isZero();
        downstream.subscription().request(1);
        assertThat(upstream.requested).isEqualTo(1);
        processor.onNext(utf8("<i>"));
        assertThat(downstream.html()).isEqualTo("<i>");
        assertThat(upstream.requested).isEqualTo(1);
        downstream.subscription().request(5);
        assertThat(upstream.requested).isEqualTo(2);
        processor.onNext(utf8("<b"));
        assertThat(upstream.requested).isEqualTo(3);
        processor.onNext(utf8(">"));
        processor.onComplete();
        assertThat(downstream.html()).isEqualTo("<i>!<b>");
        assertThat(downstream.completed).isTrue();
        assertThat(downstream.pieces).isLessThanOrEqualTo(6);
    }

    @Test
    void processor_notAsked_givesNothingAndCompletesWhenAllIsTaken() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().onEnd(end -> end.append(Content.text("end"))));
        downstream.subscription().request(1);
        processor.onNext(utf8("page"));
        processor.onComplete();
        assertThat(downstream.html()).isEqualTo("page");
        assertThat(downstream.completed).isFalse();
        downstream.subscription().request(1);
        assertThat(downstream.html()).isEqualTo("pageend");
        assertThat(downstream.completed).isTrue();
    }

    @Test
    void processor_handlerWaits_asksForNothingMeanwhile() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().onAsync("b", b -> later));
        downstream.subscription().request(Long.MAX_VALUE);
        processor.onNext(utf8("<i><b>x"));
        assertThat(downstream.html()).isEqualTo("<i>");
        assertThat(upstream.requested).isEqualTo(1);
        later.complete(null);
        assertThat(downstream.html()).isEqualTo("<i><b>x");
        assertThat(upstream.requested).isEqualTo(2);
    }

    @Test
    void processor_completedWhileHandlerWaits_completesAfterwards() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().onAsync("b", b -> later).onEnd(end -> end.append(Content.text("end"))));
        downstream.subscription().request(Long.MAX_VALUE);
        processor.onNext(utf8("<b>x"));
        processor.onComplete();
        assertThat(downstream.completed).isFalse();
        later.complete(null);
        assertThat(downstream.html()).isEqualTo("<b>xend");
        assertThat(downstream.completed).isTrue();
    }

    @Test
    void processor_cancelled_cancelsAndGivesNothing() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().on("b", b -> {}));
        downstream.subscription().request(1);
        downstream.subscription().cancel();
        assertThat(upstream.cancelled).isTrue();
        processor.onNext(utf8("<b>x"));
        processor.onComplete();
        assertThat(downstream.html()).isEmpty();
        assertThat(downstream.completed).isFalse();
    }

    @Test
    void processor_upstreamFails_failsAfterWhatWasGiven() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().on("b", b -> {}));
        downstream.subscription().request(Long.MAX_VALUE);
        processor.onNext(utf8("<b>x"));
        IOException reset = new IOException("reset");
        processor.onError(reset);
        assertThat(downstream.html()).isEqualTo("<b>x");
        assertThat(downstream.failure).isSameAs(reset);
        assertThat(downstream.completed).isFalse();
    }

    @Test
    void processor_handlerFails_cancelsAndFails() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().onError(OnError.FAIL).on("b", b -> {
                    throw new IOException("no");
                }));
        downstream.subscription().request(Long.MAX_VALUE);
        processor.onNext(utf8("<i>1</i><b>x"));
        assertThat(downstream.html()).isEqualTo("<i>1</i>");
        assertThat(downstream.failure).isInstanceOf(HandlerException.class);
        assertThat(upstream.cancelled).isTrue();
    }

    @Test
    void request_notPositive_isAnError() {
        connect(HtmlRewriter.builder().on("b", b -> {}));
        downstream.subscription().request(0);
        assertThat(downstream.failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(upstream.cancelled).isTrue();
    }

    @Test
    void subscribe_second_isRefusedAndDoesNotDisturbTheFirst() {
        Flow.Processor<ByteBuffer, ByteBuffer> processor =
                connect(HtmlRewriter.builder().on("b", b -> {}));
        Downstream second = new Downstream();
        processor.subscribe(second);
        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
        second.subscription().request(7);
        second.subscription().cancel();
        assertThat(upstream.requested).isZero();
        assertThat(upstream.cancelled).isFalse();
    }

    @RepeatedTest(20)
    @SuppressWarnings("try") // To close a publisher is to complete it.
    void processors_inAChainAskedByAnotherThread_doNotWaitForEachOther() throws Exception {
        HtmlRewriter rewriter =
                HtmlRewriter.builder().on("b", b -> b.before(Content.text("!"))).build();
        Flow.Processor<ByteBuffer, ByteBuffer> first = rewriter.processor("utf-8");
        Flow.Processor<ByteBuffer, ByteBuffer> second = rewriter.processor("utf-8");
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        ExecutorService asker = Executors.newSingleThreadExecutor();
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>()) {
            publisher.subscribe(first);
            first.subscribe(second);
            second.subscribe(new Counter(asker, taken));
            for (int i = 0; i < 1000; i++) {
                publisher.submit(utf8("<b>"));
            }
            publisher.close();
            assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo(5000);
        } finally {
            asker.shutdownNow();
        }
    }

    @RepeatedTest(20)
    @SuppressWarnings("try") // To close a publisher is to complete it.
    void processor_betweenThreads_givesTheWholePage() throws Exception {
        byte[] page = Pages.realistic(1, 20_000);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(other, 4)) {
            Flow.Processor<ByteBuffer, ByteBuffer> processor = HtmlRewriter.builder()
                    .onAsync("a", a -> CompletableFuture.runAsync(() -> a.setAttribute("href", "x")))
                    .build()
                    .processor("utf-8");
            downstream.demandOnSubscribe = 1;
            downstream.demandOnNext = 1;
            processor.subscribe(downstream);
            publisher.subscribe(processor);
            for (byte[] chunk : Chunking.size(100).cut(page)) {
                publisher.submit(ByteBuffer.wrap(chunk));
            }
            publisher.close();
            downstream.done.get(20, TimeUnit.SECONDS);
        } finally {
            other.shutdown();
        }
        String expected = HtmlRewriter.builder()
                .on("a", a -> a.setAttribute("href", "x"))
                .build()
                .rewrite(new String(page, StandardCharsets.UTF_8));
        assertThat(downstream.html()).isEqualTo(expected);
    }

    private Flow.Processor<ByteBuffer, ByteBuffer> connect(HtmlRewriterBuilder builder) {
        Flow.Processor<ByteBuffer, ByteBuffer> processor = builder.build().processor("utf-8");
        processor.subscribe(downstream);
        processor.onSubscribe(upstream);
        return processor;
    }

    private static ByteBuffer utf8(String s) {
        return ByteBuffer.wrap(s.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Upstream implements Flow.Subscription {
        long requested;
        boolean cancelled;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class Downstream implements Flow.Subscriber<ByteBuffer> {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        final List<Flow.Subscription> subscriptions = new ArrayList<>();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        int demandOnSubscribe;
        int demandOnNext;
        int pieces;
        boolean completed;

        @Nullable
        Throwable failure;

        Flow.Subscription subscription() {
            return subscriptions.get(0);
        }

        String html() {
            return out.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriptions.add(subscription);
            if (demandOnSubscribe > 0) {
                subscription.request(demandOnSubscribe);
            }
        }

        @Override
        public void onNext(ByteBuffer item) {
            pieces++;
            out.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
            if (demandOnNext > 0) {
                subscription().request(demandOnNext);
            }
        }

        @Override
        public void onError(Throwable throwable) {
            failure = throwable;
            done.completeExceptionally(throwable);
        }

        @Override
        public void onComplete() {
            completed = true;
            done.complete(null);
        }
    }

    /** Counts bytes, and asks for each piece from a thread of its own. */
    private static final class Counter implements Flow.Subscriber<ByteBuffer> {
        private final ExecutorService asker;
        private final CompletableFuture<Integer> taken;
        private Flow.@Nullable Subscription subscription;
        private int bytes;

        Counter(ExecutorService asker, CompletableFuture<Integer> taken) {
            this.asker = asker;
            this.taken = taken;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            asker.execute(() -> newSubscription.request(1));
        }

        @Override
        public void onNext(ByteBuffer item) {
            bytes += item.remaining();
            Flow.Subscription source = subscription;
            if (source != null) {
                asker.execute(() -> source.request(1));
            }
        }

        @Override
        public void onError(Throwable throwable) {
            taken.completeExceptionally(throwable);
        }

        @Override
        public void onComplete() {
            taken.complete(bytes);
        }
    }
}
