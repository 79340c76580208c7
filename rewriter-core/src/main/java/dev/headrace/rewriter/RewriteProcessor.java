package dev.headrace.rewriter;

import dev.headrace.rewriter.error.RewriteException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A document as a processor: one piece is asked for at a time, when all that came of the last one was given away. */
final class RewriteProcessor implements Flow.Processor<ByteBuffer, ByteBuffer> {
    private final RewriteStream stream;

    /** Filled by whichever thread the document goes on in, which must not wait for us: it holds what we may be waiting for. */
    private final Queue<ByteBuffer> output = new ConcurrentLinkedQueue<>();

    private Flow.@Nullable Subscription upstream;
    private Flow.@Nullable Subscriber<? super ByteBuffer> downstream;
    private long demand;
    private boolean asked;
    private boolean busy;
    private boolean ending;
    private boolean complete;
    private boolean giving;
    private boolean done;
    private @Nullable Throwable failure;

    RewriteProcessor(HtmlRewriter rewriter, @Nullable String charset) {
        stream = rewriter.open(this::gather, charset);
    }

    @Override
    public synchronized void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (downstream != null) {
            subscriber.onSubscribe(new NoSubscription());
            subscriber.onError(new IllegalStateException("the processor has a subscriber already"));
            return;
        }
        downstream = subscriber;
        subscriber.onSubscribe(new Downstream());
        give();
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        if (upstream != null) {
            subscription.cancel();
            return;
        }
        upstream = subscription;
        give();
    }

    @Override
    public synchronized void onNext(ByteBuffer item) {
        asked = false;
        byte[] bytes = new byte[item.remaining()];
        item.get(bytes);
        run(() -> stream.write(bytes));
    }

    @Override
    public synchronized void onError(Throwable throwable) {
        failure = throwable;
        complete = true;
        give();
    }

    @Override
    public synchronized void onComplete() {
        if (busy) {
            ending = true;
        } else {
            end();
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
        stream.ready().whenComplete((ignored, thrown) -> ready(thrown));
        give();
    }

    private synchronized void ready(@Nullable Throwable thrown) {
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

    /** Gives what was asked for; called again from within, it leaves the work to the outer call. */
    private void give() {
        Flow.Subscriber<? super ByteBuffer> to = downstream;
        if (to == null || giving || done) {
            return;
        }
        giving = true;
        while (demand > 0 && !output.isEmpty()) {
            demand--;
            to.onNext(output.remove());
        }
        giving = false;
        if (done || busy || !output.isEmpty()) {
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
            synchronized (RewriteProcessor.this) {
                if (n <= 0) {
                    fail(new IllegalArgumentException("asked for " + n + " pieces; ask for at least one"));
                    output.clear();
                } else {
                    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                }
                give();
            }
        }

        @Override
        public void cancel() {
            synchronized (RewriteProcessor.this) {
                done = true;
                output.clear();
                if (upstream != null) {
                    upstream.cancel();
                }
            }
        }
    }
}
