package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one step has to put out, in order. It is written at once, unless a piece has to be read or is published: then that,
 * and what is behind it, waits until the step is done, so that a piece that fails leaves the others whole.
 */
final class Emission {
    private final Output output;

    /** What waits; made only when something has to. */
    private @Nullable ArrayDeque<Object> pieces;

    private @Nullable Subscription current;

    Emission(Output output) {
        this.output = output;
    }

    boolean isEmpty() {
        return isDrained() && current == null;
    }

    /** Whether what is put out now is behind nothing that waits. */
    private boolean isDrained() {
        return pieces == null || pieces.isEmpty();
    }

    void raw(int to) {
        if (isDrained()) {
            output.raw(to);
        } else {
            run(() -> output.raw(to));
        }
    }

    void skip(int to) {
        if (isDrained()) {
            output.skip(to);
        } else {
            run(() -> output.skip(to));
        }
    }

    void html(String html) {
        if (isDrained()) {
            output.write(html);
        } else {
            run(() -> output.write(html));
        }
    }

    void bytes(byte[] bytes, int length) {
        if (isDrained()) {
            output.write(bytes, 0, length);
        } else {
            byte[] copy = Arrays.copyOf(bytes, length);
            run(() -> output.write(copy, 0, length));
        }
    }

    /** Puts a tag out anew, which is in the source from {@code start} to {@code end}. */
    void tag(ElementUnit tag, int start, int end) {
        if (isDrained()) {
            tag.writeTo(output);
        } else {
            raw(start);
            // The unit will have another tag by the time that this one's turn comes.
            byte[] copy = output.capture(start, end, tag::writeTo);
            run(() -> output.write(copy, 0, copy.length));
            skip(end);
        }
    }

    void suppress() {
        if (isDrained()) {
            output.suppress();
        } else {
            run(output::suppress);
        }
    }

    void unsuppress() {
        if (isDrained()) {
            output.unsuppress();
        } else {
            run(output::unsuppress);
        }
    }

    void contents(ContentList list) {
        Content only = list.only();
        Iterable<Content> several = list.severalOrNull();
        if (only != null) {
            content(only);
        } else if (several != null) {
            several.forEach(this::content);
        }
    }

    private void content(Content content) {
        if (isDrained() && isThere(content)) {
            output.write(content);
        } else {
            add(content);
        }
    }

    /** Whether it can be written without asking others for it, who may fail or take their time. */
    private static boolean isThere(Content content) {
        return content instanceof Content.Characters || content instanceof Content.Bytes;
    }

    private void run(Runnable piece) {
        add(piece);
    }

    private void add(Object piece) {
        if (pieces == null) {
            pieces = new ArrayDeque<>();
        }
        pieces.add(piece);
    }

    /**
     * Writes what is left; returns what is to be waited for before this is called again, or null if nothing is left.
     *
     * @throws CompletionException if content could not be had; what is behind it is left for the next call
     */
    @Nullable
    CompletionStage<?> drain() {
        while (true) {
            current = null;
            Object piece = pieces == null ? null : pieces.poll();
            if (piece == null) {
                return null;
            }
            if (piece instanceof Content.Published published) {
                CompletableFuture<?> done = subscribe(published);
                if (!done.isDone()) {
                    return done;
                }
                done.join();
            } else if (piece instanceof Content content) {
                output.write(content);
            } else {
                ((Runnable) piece).run();
            }
        }
    }

    private CompletableFuture<?> subscribe(Content.Published published) {
        Subscription subscription = new Subscription(output.utf8Writer(published.type()));
        current = subscription;
        try {
            published.publisher().subscribe(subscription);
        } catch (RuntimeException e) {
            subscription.onError(e);
        }
        return subscription.done;
    }

    /** Takes no more of what is being published; returns whether something is. */
    boolean abandon() {
        Subscription abandoned = current;
        current = null;
        if (abandoned == null) {
            return false;
        }
        abandoned.abandon();
        return true;
    }

    /** Writes what a publisher sends, one piece asked for at a time. */
    private static final class Subscription implements Flow.Subscriber<ByteBuffer> {
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private final Output.Utf8Writer writer;
        private Flow.@Nullable Subscription upstream;
        private boolean abandoned;

        Subscription(Output.Utf8Writer writer) {
            this.writer = writer;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            synchronized (this) {
                if (abandoned || upstream != null) {
                    subscription.cancel();
                    return;
                }
                upstream = subscription;
            }
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
            if (write(() -> writer.write(bytes, 0, bytes.length))) {
                source.request(1);
            } else {
                source.cancel();
            }
        }

        @Override
        public void onError(Throwable throwable) {
            done.completeExceptionally(throwable);
        }

        @Override
        public void onComplete() {
            if (!done.isDone() && write(writer::finish)) {
                done.complete(null);
            }
        }

        /** Whether it was written. */
        private boolean write(Runnable writing) {
            try {
                synchronized (this) {
                    if (abandoned) {
                        return false;
                    }
                    writing.run();
                    writer.flush();
                }
                return true;
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
                return false;
            }
        }

        private synchronized void abandon() {
            abandoned = true;
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }
}
