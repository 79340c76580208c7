package dev.headrace.rewriter;

import dev.headrace.rewriter.engine.DocumentStream;
import dev.headrace.rewriter.io.Statistics;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way through a rewriter, in chunks of any size, cut anywhere.
 *
 * <p>For one thread at a time. While a handler is being waited for, {@link #write} keeps what it is given and answers false:
 * write no more until {@link #ready} completes.
 */
public final class RewriteStream {
    private final DocumentStream document;

    RewriteStream(DocumentStream document) {
        this.document = document;
    }

    /** As {@link #write(byte[], int, int)}, for a whole array. */
    public boolean write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    /**
     * Takes the next bytes. What is decided of them, and of those before, is given to the sink before this returns. The array may be
     * used for something else then.
     *
     * @return whether more may be written at once
     * @throws dev.headrace.rewriter.error.RewriteException if rewriting failed and the rewriter was told to fail then, or if
     *     the sink failed; every later call throws it again
     * @throws IllegalStateException after {@link #end}
     * @throws IndexOutOfBoundsException if the array has no such part
     */
    public boolean write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return document.write(bytes, offset, length);
    }

    /** As {@link #write(byte[], int, int)}, for the readable bytes of a buffer, which are read; it is not released. */
    public boolean write(ByteBuf bytes) {
        return document.write(bytes);
    }

    /**
     * Says that the document is complete. If a handler is being waited for, the end is reached when {@link #ready} completes.
     *
     * @throws dev.headrace.rewriter.error.RewriteException as {@link #write}
     */
    public void end() {
        document.end();
    }

    /** Completes when nothing is waited for; exceptionally, with a {@code RewriteException}, if the document failed meanwhile. */
    public CompletionStage<@Nullable Void> ready() {
        return document.ready();
    }

    /** Whether the document's last byte was given to the sink. */
    public boolean isEnded() {
        return document.isEnded();
    }

    /** The figures so far. */
    public Statistics statistics() {
        return document.statistics();
    }
}
