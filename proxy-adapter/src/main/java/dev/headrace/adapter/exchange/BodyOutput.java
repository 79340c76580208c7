package dev.headrace.adapter.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The content on its way to the client: small pieces are gathered, large ones leave on their own. Until {@link #open}, nothing leaves.
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
    private final Queue<ByteBuf> early = new ArrayDeque<>(2);
    private List<ChannelPromise> owed = List.of();
    private @Nullable ByteBuf gathered;
    private @Nullable ChannelFuture lastWrite;
    private boolean open;
    private boolean released;
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

    /** Lets out what has gathered, and all that comes. */
    void open() {
        open = true;
        for (ByteBuf piece = early.poll(); piece != null; piece = early.poll()) {
            lastWrite = writer.write(piece);
        }
    }

    /** Copies bytes. */
    void copy(byte[] array, int offset, int length) {
        bytes += length;
        int done = 0;
        while (done < length && !released) {
            ByteBuf to = gathered;
            if (to == null) {
                to = allocator.buffer(Math.max(gatheredBytes, 1));
                gathered = to;
            }
            int piece = Math.min(length - done, gatheredBytes - to.readableBytes());
            to.writeBytes(array, offset + done, piece);
            done += piece;
            if (to.readableBytes() >= gatheredBytes) {
                emit();
            }
        }
    }

    /** Takes a buffer as it is. */
    void give(ByteBuf piece) {
        bytes += piece.readableBytes();
        emit();
        leave(piece);
    }

    /** Lets go of what was gathered. */
    void emit() {
        ByteBuf piece = gathered;
        if (piece != null) {
            gathered = null;
            leave(piece);
        }
        settle();
    }

    /** Keeps a promise as soon as all that was taken so far is written. */
    void whenWritten(ChannelPromise promise) {
        if (promise.isVoid()) {
            return;
        }
        if (gathered == null && early.isEmpty()) {
            keep(promise);
            return;
        }
        if (owed.isEmpty()) {
            owed = new ArrayList<>(2);
        }
        owed.add(promise);
    }

    /** Lets go of everything, and breaks what was promised. */
    void release(Throwable reason) {
        released = true;
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        early.forEach(ByteBuf::release);
        early.clear();
        owed.forEach(promise -> promise.tryFailure(reason));
        owed = List.of();
    }

    private void leave(ByteBuf piece) {
        if (released) {
            piece.release();
        } else if (open) {
            lastWrite = writer.write(piece);
        } else {
            early.add(piece);
        }
    }

    private void settle() {
        if (open && !owed.isEmpty()) {
            List<ChannelPromise> kept = owed;
            owed = List.of();
            kept.forEach(this::keep);
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
