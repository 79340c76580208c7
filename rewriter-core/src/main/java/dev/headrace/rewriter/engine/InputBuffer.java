package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.tokenizer.Tokenizer;

/**
 * The source that is being walked: what was kept of earlier chunks, then the next piece. A short rest is kept in an array of
 * its own size, so that an idle document is small; a long token keeps the buffer, which doubles as it grows.
 */
final class InputBuffer {
    static final int BUFFER_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = 2048;

    private final Pool<byte[]> pool;

    /** What the document keeps between two calls, if that is not much. */
    private byte[] own = new byte[Tokenizer.SPARE_BYTES];

    private byte[] bytes = own;
    private boolean lent;
    private int end;

    /** Where the buffer's first byte stands in what was fed. */
    private long base;

    private final SourceOffsets offsets;

    InputBuffer(Pool<byte[]> pool, SourceOffsets offsets) {
        this.pool = pool;
        this.offsets = offsets;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    int held() {
        return end;
    }

    /** Where what begins at this position stands in the document. */
    long offsetOf(int position) {
        return offsets.start(base + position);
    }

    /** Where what ends at this position ends in the document. */
    long endOffsetOf(int position) {
        return offsets.end(base + position);
    }

    /** What is kept to tell offsets. */
    long offsetBytes() {
        return offsets.bytes();
    }

    /** Adds as much as there is room for; returns how much that was. */
    int add(byte[] source, int offset, int length) {
        if (end + length > capacity()) {
            makeRoom(length);
        }
        int moved = Math.min(length, capacity() - end);
        System.arraycopy(source, offset, bytes, end, moved);
        end += moved;
        return moved;
    }

    private int capacity() {
        return bytes.length - Tokenizer.SPARE_BYTES;
    }

    private void makeRoom(int length) {
        if (end + length <= SMALL_BYTES) {
            own = new byte[Math.max(64, Integer.highestOneBit(end + length) << 1) + Tokenizer.SPARE_BYTES];
            moveTo(own);
        } else if (end <= BUFFER_BYTES / 2) {
            if (!lent) {
                moveTo(pool.take());
                lent = true;
            }
        } else if (capacity() - end < capacity() / 4) {
            byte[] old = bytes;
            moveTo(new byte[Math.max(bytes.length * 2, BUFFER_BYTES)]);
            giveBack(old);
        }
    }

    private void moveTo(byte[] larger) {
        System.arraycopy(bytes, 0, larger, 0, end);
        bytes = larger;
    }

    /** Drops what is in front of this position; returns by how much the rest moved. */
    int release(int keepFrom) {
        int rest = end - keepFrom;
        base += keepFrom;
        offsets.forget(base);
        if (rest <= SMALL_BYTES && bytes != own) {
            if (own.length < rest + Tokenizer.SPARE_BYTES) {
                own = new byte[Math.max(64, Integer.highestOneBit(rest) << 1) + Tokenizer.SPARE_BYTES];
            }
            System.arraycopy(bytes, keepFrom, own, 0, rest);
            giveBack(bytes);
            bytes = own;
        } else if (keepFrom > 0) {
            System.arraycopy(bytes, keepFrom, bytes, 0, rest);
        }
        end = rest;
        return -keepFrom;
    }

    private void giveBack(byte[] buffer) {
        if (lent) {
            lent = false;
            pool.giveBack(buffer);
        }
    }
}
