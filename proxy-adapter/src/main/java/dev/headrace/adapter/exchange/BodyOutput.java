package dev.headrace.adapter.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The content on its way to the client: small pieces are gathered, large ones leave on their own. Nothing leaves but by {@link #letOut},
 * since everybody may be called from where it goes, and may close or go on with what is being written here: neither the rewriter nor a
 * coding may be under way then.
 *
 * <p>It also keeps the promises of what was written to us: each is kept when all that had come of it, and of what was written before, is
 * written. Bytes that the rewriter, or a coding, still holds count as written, since they may be held for as long as nothing more
 * comes, and some proxies send nothing more until then.
 */
final class BodyOutput {
    /** Writes a piece of content, which is the writer's from then on. */
    interface Writer {
        ChannelFuture write(ByteBuf content);
    }

    private final ByteBufAllocator allocator;
    private final Writer writer;
    private final int gatheredBytes;

    /** What may leave: pieces, and behind them the promises that are kept when these are written. */
    private final Queue<Object> leaving = new ArrayDeque<>(4);

    private @Nullable ByteBuf gathered;

    /** Kept when what is gathered is written. */
    private final List<ChannelPromise> owed = new ArrayList<>(2);

    private @Nullable ChannelFuture lastWrite;
    private long bytes;

    BodyOutput(ByteBufAllocator allocator, int gatheredBytes, Writer writer) {
        this.allocator = allocator;
        this.gatheredBytes = gatheredBytes;
        this.writer = writer;
    }

    /** How many bytes were taken. */
    long bytes() {
        return bytes;
    }

    /**
     * Copies bytes.
     *
     * @throws IOException if there is no memory for them: nothing may follow then
     */
    void copy(byte[] array, int offset, int length) throws IOException {
        bytes += length;
        int done = 0;
        while (done < length) {
            ByteBuf to = gathered;
            if (to == null) {
                to = allocate();
                gathered = to;
            }
            int piece = Math.min(length - done, gatheredBytes - to.readableBytes());
            to.writeBytes(array, offset + done, piece);
            done += piece;
            if (to.readableBytes() >= gatheredBytes) {
                cut();
            }
        }
    }

    private ByteBuf allocate() throws IOException {
        try {
            return allocator.buffer(gatheredBytes);
        } catch (OutOfMemoryError e) {
            throw new IOException("there is no memory for output", e);
        }
    }

    /** Takes a buffer as it is. */
    void give(ByteBuf piece) {
        bytes += piece.readableBytes();
        cut();
        leaving.add(piece);
    }

    /** What was gathered is a piece, however small it is. */
    void cut() {
        ByteBuf piece = gathered;
        if (piece != null) {
            gathered = null;
            leaving.add(piece);
            leaving.addAll(owed);
            owed.clear();
        }
    }

    /** Keeps a promise as soon as all that was taken so far is written. */
    void whenWritten(ChannelPromise promise) {
        if (promise.isVoid()) {
            return;
        }
        if (gathered == null) {
            leaving.add(promise);
        } else {
            owed.add(promise);
        }
    }

    /** Writes all pieces. Whoever calls it must expect to be {@linkplain #release released} by whom it calls. */
    void letOut() {
        for (Object next = leaving.poll(); next != null; next = leaving.poll()) {
            if (next instanceof ByteBuf piece) {
                lastWrite = writer.write(piece);
            } else if (next instanceof ChannelPromise promise) {
                keep(promise);
            }
        }
    }

    /** Lets go of everything, and breaks what was promised. */
    void release(Throwable reason) {
        cut();
        for (Object next = leaving.poll(); next != null; next = leaving.poll()) {
            if (next instanceof ByteBuf piece) {
                piece.release();
            } else if (next instanceof ChannelPromise promise) {
                promise.tryFailure(reason);
            }
        }
    }

    private void keep(ChannelPromise promise) {
        ChannelFuture write = lastWrite;
        if (write == null || write.isSuccess()) {
            promise.trySuccess();
        } else {
            write.addListener((ChannelFutureListener) future -> {
                if (future.isSuccess()) {
                    promise.trySuccess();
                } else {
                    promise.tryFailure(future.cause());
                }
            });
        }
    }
}
