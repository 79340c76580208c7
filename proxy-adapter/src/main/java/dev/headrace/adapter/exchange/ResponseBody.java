package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.coding.ContentEncoder;
import dev.headrace.adapter.gate.FirstBytes;
import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The content of one response: its codings are undone, it is rewritten, its codings are done again.
 *
 * <p>Content is {@linkplain #accept accepted} one buffer at a time and then worked through in steps, as long as {@link #hasMore}. A step
 * looks at no more than {@link Scratch#BYTES} decoded bytes, so that whoever makes the steps can stop when the client is slow. First of
 * all the first bytes are {@linkplain #look looked at}; then the rewriter {@linkplain #begin begins}.
 */
final class ResponseBody implements OutputSink {
    /** Shorter runs are copied: below that a slice costs more, as an object and as a chunk of its own on the wire. */
    private static final int SLICE_BYTES = 2048;

    /** So much is decoded to look at. */
    private static final int LOOK_BYTES = 2048;

    private static final byte[] NONE = {};

    private final @Nullable ContentDecoder decoder;
    private final @Nullable ContentEncoder encoder;
    private final @Nullable String encoding;
    private final BodyOutput output;
    private @Nullable RewriteStream stream;

    /** What else wants to see the document, before and after. */
    private @Nullable ShadowRun shadow;

    /** How long codings took in the sink, less than 0: that is no work of the rewriter's. Only counted beside a {@link #shadow}. */
    private long sinkNanos;

    /** Where the rewriter's output waits for parts that come late, if any may. */
    private @Nullable LateOutput waiting;

    private @Nullable ByteBuf input;

    /** What of the input was given to the decoder, if that is not the input's own array. */
    private byte[] lent = NONE;

    /** The document's first bytes, for as long as they do not tell what it is. */
    private byte[] first = NONE;

    /** Where the bytes that the rewriter is looking at just now are in the input: a run of them can leave as a slice of it. */
    private byte @Nullable [] walked;

    private int walkedToInput;
    private long decoded;
    private boolean suspended;

    /** Whether the encoder has taken bytes since it was flushed; a flush of nothing costs bytes, too. */
    private boolean unflushed;

    private boolean closed;

    ResponseBody(
            @Nullable ContentDecoder decoder,
            @Nullable ContentEncoder encoder,
            @Nullable String encoding,
            BodyOutput output) {
        this.decoder = decoder;
        this.encoder = encoder;
        this.encoding = encoding;
        this.output = output;
    }

    /** Whether there is something that a step could do. */
    boolean hasMore() {
        return input != null || (decoder != null && !decoder.needsInput());
    }

    /** Whether the rewriter waits for a handler, or its output for parts that come late. */
    boolean isSuspended() {
        return suspended;
    }

    /** Bytes without codings, so far. */
    long decodedBytes() {
        return decoded;
    }

    @Nullable
    RewriteStream stream() {
        return stream;
    }

    /** Takes content, when there is none {@linkplain #hasMore left}. */
    void accept(ByteBuf content) {
        if (content.isReadable()) {
            input = content;
        } else {
            content.release();
        }
    }

    // ---- Before the rewriter

    /** Decodes until the first bytes tell what they are, or nothing more is there. */
    FirstBytes look() throws CodingException {
        FirstBytes verdict = FirstBytes.UNDECIDED;
        byte[] scratch = Scratch.take();
        try {
            while (verdict == FirstBytes.UNDECIDED && hasMore()) {
                verdict = lookAtInput(scratch);
                if (verdict != FirstBytes.MARKUP) {
                    int length = next(scratch, LOOK_BYTES);
                    first = Arrays.copyOf(first, first.length + length);
                    System.arraycopy(scratch, 0, first, first.length - length, length);
                    verdict = FirstBytes.of(first, 0, first.length, encoding);
                }
            }
        } finally {
            Scratch.giveBack(scratch);
        }
        return verdict;
    }

    /** Nearly always the first buffer tells; if it has no codings it can stay where it is. */
    private FirstBytes lookAtInput(byte[] scratch) {
        ByteBuf from = input;
        if (decoder != null || first.length > 0 || from == null) {
            return FirstBytes.UNDECIDED;
        }
        int length = Math.min(from.readableBytes(), LOOK_BYTES);
        from.getBytes(from.readerIndex(), scratch, 0, length);
        return FirstBytes.of(scratch, 0, length, encoding);
    }

    /** Whether anything came out of the codings yet. */
    boolean hasBegun() {
        return decoded > 0;
    }

    /** Has a candidate see the document, from its first byte on. */
    void shadow(@Nullable ShadowRun candidate) {
        shadow = candidate;
    }

    /** Where the rewriter has to write to. */
    OutputSink sink(@Nullable Object context, LateOutput.Outlet outlet) {
        if (context instanceof LateOutput.Opener opener && opener.mayBeLate()) {
            LateOutput late = opener.open(outlet);
            waiting = late;
            if (shadow != null) {
                shadow.isLate();
            }
            return late;
        }
        return this;
    }

    /** Begins to rewrite, with what was looked at. */
    void begin(RewriteStream opened) {
        stream = opened;
        byte[] head = first;
        first = NONE;
        if (head.length > 0) {
            write(opened, head, 0, head.length);
        }
    }

    // ---- Rewriting

    /** Rewrites a piece. */
    void step() throws CodingException {
        RewriteStream to = stream;
        ByteBuf from = input;
        if (to == null) {
            throw new IllegalStateException("the rewriter has not begun");
        }
        if (decoder == null && from != null && from.hasArray()) {
            int length = Math.min(from.readableBytes(), Scratch.BYTES);
            int start = from.arrayOffset() + from.readerIndex();
            from.skipBytes(length);
            decoded += length;
            walk(to, from.array(), start, length, from.arrayOffset());
            releaseIfRead();
            return;
        }
        byte[] scratch = Scratch.take();
        try {
            int at = from == null ? 0 : from.readerIndex();
            int length = next(scratch, scratch.length);
            if (length > 0) {
                walk(to, scratch, 0, length, -at);
            }
        } finally {
            Scratch.giveBack(scratch);
        }
        releaseIfRead();
    }

    /** The next decoded bytes. */
    private int next(byte[] into, int most) throws CodingException {
        ByteBuf from = input;
        if (decoder == null) {
            int length = from == null ? 0 : Math.min(from.readableBytes(), most);
            if (from != null) {
                from.readBytes(into, 0, length);
                decoded += length;
                if (stream == null) {
                    releaseIfRead();
                }
            }
            return length;
        }
        if (decoder.needsInput() && from != null) {
            lend(decoder, from);
        }
        int length = decoder.read(into, 0, most);
        decoded += length;
        if (decoder.needsInput()) {
            releaseIfRead();
        }
        return length;
    }

    private void lend(ContentDecoder to, ByteBuf from) {
        int length = Math.min(from.readableBytes(), Scratch.BYTES);
        if (from.hasArray()) {
            to.setInput(from.array(), from.arrayOffset() + from.readerIndex(), length);
            from.skipBytes(length);
            return;
        }
        if (lent.length < length) {
            lent = new byte[length];
        }
        from.readBytes(lent, 0, length);
        to.setInput(lent, 0, length);
    }

    private void releaseIfRead() {
        ByteBuf from = input;
        if (from != null && !from.isReadable() && (decoder == null || decoder.needsInput())) {
            input = null;
            from.release();
        }
    }

    private void walk(RewriteStream to, byte[] array, int offset, int length, int arrayToInput) {
        if (encoder == null && decoder == null) {
            walked = array;
            walkedToInput = arrayToInput;
        }
        try {
            write(to, array, offset, length);
        } finally {
            walked = null;
        }
    }

    private void write(RewriteStream to, byte[] array, int offset, int length) {
        ShadowRun beside = shadow;
        if (beside == null) {
            suspended = !to.write(array, offset, length) || isFull();
            return;
        }
        beside.take(array, offset, length);
        long began = System.nanoTime() + sinkNanos;
        suspended = !to.write(array, offset, length) || isFull();
        beside.worked(System.nanoTime() + sinkNanos - began);
    }

    private boolean isFull() {
        return waiting != null && waiting.isFull();
    }

    /** What comes out of the rewriter, now or when a handler is done. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the response is over");
        }
        ShadowRun beside = shadow;
        if (beside == null) {
            send(bytes, offset, length);
            return;
        }
        beside.compare(bytes, offset, length);
        if (encoder == null) {
            // No more than a copy, of which looking at the clock would be the larger part.
            send(bytes, offset, length);
            return;
        }
        long began = System.nanoTime();
        send(bytes, offset, length);
        sinkNanos += began - System.nanoTime();
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        ByteBuf from = input;
        if (encoder != null) {
            unflushed = true;
            encoder.write(bytes, offset, length, output::copy);
        } else if (bytes == walked && length >= SLICE_BYTES && from != null) {
            output.give(from.retainedSlice(offset - walkedToInput, length));
        } else {
            output.copy(bytes, offset, length);
        }
    }

    /** Lets out all that is decided. */
    void flush() throws IOException {
        if (encoder != null && unflushed) {
            unflushed = false;
            encoder.flush(output::copy);
        }
        output.cut();
    }

    /** Whether the content may end here, as far as its codings tell. */
    boolean isComplete() {
        return decoder == null || decoder.isComplete();
    }

    /** Says that the document is complete; the rewriter may then wait for a handler once more. */
    void end() {
        RewriteStream to = stream;
        if (to != null) {
            long began = System.nanoTime() + sinkNanos;
            to.end();
            settleEnd(to);
            if (shadow != null) {
                shadow.worked(System.nanoTime() + sinkNanos - began);
            }
        }
    }

    private void settleEnd(RewriteStream to) {
        suspended = !to.isEnded();
        LateOutput late = waiting;
        if (late != null && !suspended) {
            late.end();
            suspended = !late.ready().toCompletableFuture().isDone();
        }
    }

    /** Ends the codings when the rewriter has {@linkplain #end ended}. */
    void finish() throws IOException {
        if (encoder != null) {
            encoder.end(output::copy);
        }
        output.cut();
    }

    /** What completes when the rewriter goes on. */
    CompletionStage<@Nullable Void> ready() {
        RewriteStream from = stream;
        if (from == null) {
            throw new IllegalStateException("the rewriter has not begun");
        }
        CompletionStage<@Nullable Void> rewriter = from.ready();
        return waiting != null && rewriter.toCompletableFuture().isDone() ? waiting.ready() : rewriter;
    }

    /** The rewriter goes on, or waits for the next handler. */
    void resumed() {
        RewriteStream to = stream;
        if (to != null && to.isEnded()) {
            settleEnd(to);
        } else {
            suspended = !ready().toCompletableFuture().isDone();
        }
    }

    /** Releases everything; the rewriter's output goes nowhere from now on. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (waiting != null) {
            waiting.close();
        }
        if (input != null) {
            input.release();
            input = null;
        }
        try {
            if (decoder != null) {
                decoder.close();
            }
        } finally {
            if (encoder != null) {
                encoder.close();
            }
        }
    }
}
