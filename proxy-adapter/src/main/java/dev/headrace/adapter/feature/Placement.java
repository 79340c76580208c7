package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * Content that is nothing but a place in the output: it says when all that stands in front of it was written. What is published comes with
 * a flush of the rewriter's own, and may be complete at once: then nothing waits.
 */
final class Placement implements Flow.Publisher<ByteBuffer> {
    /** Called at the place, once. */
    @FunctionalInterface
    interface Reached {
        /**
         * The place is reached.
         *
         * @param writing has the rewriter write an {@code x} there
         */
        void reached(Runnable writing) throws IOException;
    }

    private final Reached reached;

    private Placement(Reached reached) {
        this.reached = reached;
    }

    static Content of(Reached reached) {
        return Content.of(ContentType.HTML, new Placement(reached));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private boolean begun;

            @Override
            public void request(long n) {
                if (!begun) {
                    begun = true;
                    publish(subscriber);
                }
            }

            @Override
            public void cancel() {
                begun = true;
            }
        });
    }

    private void publish(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onNext(ByteBuffer.allocate(0));
        try {
            reached.reached(() -> subscriber.onNext(ByteBuffer.wrap(new byte[] {'x'})));
        } catch (IOException e) {
            subscriber.onError(e);
            return;
        }
        subscriber.onComplete();
    }
}
