package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.encoding.ByteOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one step has to put out, in order. It is written at once, unless a piece is published: then what is behind it waits
 * until the publisher is done.
 */
final class Emission {
    private final Output output;
    private final ArrayDeque<Object> pieces = new ArrayDeque<>(0);

    Emission(Output output) {
        this.output = output;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    void raw(int to) {
        if (pieces.isEmpty()) {
            output.raw(to);
        } else {
            run(() -> output.raw(to));
        }
    }

    void skip(int to) {
        if (pieces.isEmpty()) {
            output.skip(to);
        } else {
            run(() -> output.skip(to));
        }
    }

    void html(String html) {
        if (pieces.isEmpty()) {
            output.write(html);
        } else {
            run(() -> output.write(html));
        }
    }

    void bytes(ByteOutput from) {
        if (pieces.isEmpty()) {
            output.write(from.array(), 0, from.size());
        } else {
            byte[] copy = from.toByteArray();
            run(() -> output.write(copy, 0, copy.length));
        }
    }

    void suppress() {
        if (pieces.isEmpty()) {
            output.suppress();
        } else {
            run(output::suppress);
        }
    }

    void unsuppress() {
        if (pieces.isEmpty()) {
            output.unsuppress();
        } else {
            run(output::unsuppress);
        }
    }

    void contents(ContentList list) {
        for (Content content : list.contents()) {
            if (pieces.isEmpty() && !(content instanceof Content.Published)) {
                output.write(content);
            } else {
                pieces.add(content);
            }
        }
    }

    private void run(Runnable piece) {
        pieces.add(piece);
    }

    /** Writes what is left; returns what is to be waited for before this is called again, or null if nothing is left. */
    @Nullable
    CompletionStage<?> drain() {
        while (true) {
            Object piece = pieces.poll();
            if (piece == null) {
                return null;
            }
            if (piece instanceof Content.Published published) {
                Subscription subscription = new Subscription(output.utf8Writer(published.type()));
                published.publisher().subscribe(subscription);
                return subscription.done;
            }
            if (piece instanceof Content content) {
                output.write(content);
            } else {
                ((Runnable) piece).run();
            }
        }
    }

    /** Writes what a publisher sends, one piece asked for at a time. */
    private static final class Subscription implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private final Output.Utf8Writer writer;
        private Flow.@Nullable Subscription upstream;

        Subscription(Output.Utf8Writer writer) {
            this.writer = writer;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer item) {
            byte[] bytes = new byte[item.remaining()];
            item.get(bytes);
            Flow.Subscription source = upstream;
            if (source == null || done.isDone()) {
                return;
            }
            try {
                writer.write(bytes, 0, bytes.length);
            } catch (RuntimeException e) {
                source.cancel();
                done.completeExceptionally(e);
                return;
            }
            source.request(1);
        }

        @Override
        public void onError(Throwable throwable) {
            done.completeExceptionally(throwable);
        }

        @Override
        public void onComplete() {
            try {
                writer.finish();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }
    }
}
