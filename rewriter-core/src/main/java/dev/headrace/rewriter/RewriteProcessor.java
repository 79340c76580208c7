package dev.headrace.rewriter;

import dev.headrace.rewriter.error.RewriteException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A document as a processor: one piece is asked for at a time, when all that came of the last one was given away.
 *
 * <p>Signals of all threads are queued, and dealt with one after the other by whichever thread finds nobody at it. No lock is
 * held while others are called: they may have locks of their own, and wait for us.
 */
final class RewriteProcessor implements Flow.Processor<ByteBuffer, ByteBuffer> {
    private final RewriteStream stream;
    private final Queue<Runnable> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Filled by whichever thread the document goes on in. */
    private final Queue<ByteBuffer> output = new ConcurrentLinkedQueue<>();

    private Flow.@Nullable Subscription upstream;
    private Flow.@Nullable Subscriber<? super ByteBuffer> downstream;
    private long demand;
    private boolean asked;
    private boolean busy;
    private boolean ending;
    private boolean complete;
    private boolean done;
    private volatile boolean cancelled;
    private @Nullable Throwable failure;

    RewriteProcessor(HtmlRewriter rewriter, @Nullable String charset) {
        stream = rewriter.open(this::gather, charset);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Objects.requireNonNull(subscriber);
        signal(() -> {
            if (downstream != null) {
                subscriber.onSubscribe(new NoSubscription());
                subscriber.onError(new IllegalStateException("the processor has a subscriber already"));
                return;
            }
            downstream = subscriber;
            subscriber.onSubscribe(new Downstream());
            give();
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription);
        signal(() -> {
            if (upstream != null || cancelled) {
                subscription.cancel();
                return;
            }
            upstream = subscription;
            give();
        });
    }

    @Override
    public void onNext(ByteBuffer item) {
        byte[] bytes = new byte[item.remaining()];
        item.get(bytes);
        signal(() -> {
            asked = false;
            if (!done) {
                run(() -> stream.write(bytes));
            }
        });
    }

    @Override
    public void onError(Throwable throwable) {
        Objects.requireNonNull(throwable);
        signal(() -> {
            failure = throwable;
            complete = true;
            give();
        });
    }

    @Override
    public void onComplete() {
        signal(() -> {
            if (busy) {
                ending = true;
            } else {
                end();
            }
        });
    }

    private void signal(Runnable signal) {
        signals.add(signal);
        if (waiting.getAndIncrement() == 0) {
            do {
                signals.remove().run();
            } while (waiting.decrementAndGet() > 0);
        }
    }

    private void end() {
        ending = false;
        complete = true;
        run(stream::end);
    }

    private void run(Runnable call) {
        busy = true;
        try {
            call.run();
        } catch (RewriteException e) {
            fail(e);
        }
        stream.ready().whenComplete((ignored, thrown) -> signal(() -> ready(thrown)));
        give();
    }

    private void ready(@Nullable Throwable thrown) {
        busy = false;
        if (thrown != null) {
            fail(thrown);
        }
        if (ending && failure == null) {
            end();
        }
        give();
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            complete = true;
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }

    private void gather(byte[] bytes, int offset, int length) {
        output.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    private void give() {
        Flow.Subscriber<? super ByteBuffer> to = downstream;
        if (to == null || done) {
            return;
        }
        while (demand > 0 && !cancelled && !output.isEmpty()) {
            demand--;
            to.onNext(output.remove());
        }
        if (cancelled || busy || !output.isEmpty()) {
            return;
        }
        if (complete) {
            done = true;
            if (failure != null) {
                to.onError(failure);
            } else {
                to.onComplete();
            }
        } else if (demand > 0 && !asked && upstream != null) {
            asked = true;
            upstream.request(1);
        }
    }

    private void ask(long pieces) {
        if (pieces <= 0) {
            fail(new IllegalArgumentException("asked for " + pieces + " pieces; ask for at least one"));
            output.clear();
        } else {
            demand = demand + pieces < 0 ? Long.MAX_VALUE : demand + pieces;
        }
        give();
    }

    private void stop() {
        done = true;
        output.clear();
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** For a subscriber that comes too late: it must not ask, or cancel, in the name of the first. */
    private static final class NoSubscription implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    /** What the subscriber asks with. */
    private final class Downstream implements Flow.Subscription {
        @Override
        public void request(long n) {
            signal(() -> ask(n));
        }

        @Override
        public void cancel() {
            cancelled = true;
            signal(RewriteProcessor.this::stop);
        }
    }
}
