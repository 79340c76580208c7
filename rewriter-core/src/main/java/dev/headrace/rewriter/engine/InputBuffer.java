package dev.headrace.rewriter.engine;

/**
 * The source that is being walked: what was kept of earlier chunks, then the next piece. A short rest is kept in an array of
 * its own size, so that an idle document is small; a long token keeps the buffer, which doubles as it grows.
 */
final class InputBuffer {
    static final int BUFFER_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = 2048;

    private final Pool<byte[]> pool;
    private byte[] bytes = new byte[0];
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
        if (end + length > bytes.length) {
            makeRoom(length);
        }
        int moved = Math.min(length, bytes.length - end);
        System.arraycopy(source, offset, bytes, end, moved);
        end += moved;
        return moved;
    }

    private void makeRoom(int length) {
        byte[] larger;
        if (end + length <= SMALL_BYTES) {
            larger = new byte[Math.max(64, Integer.highestOneBit(end + length) << 1)];
        } else if (end <= BUFFER_BYTES / 2) {
            if (lent) {
                return;
            }
            larger = pool.take();
            lent = true;
        } else if (bytes.length - end >= bytes.length / 4) {
            return;
        } else {
            larger = new byte[Math.max(bytes.length * 2, BUFFER_BYTES)];
            System.arraycopy(bytes, 0, larger, 0, end);
            giveBack();
            bytes = larger;
            return;
        }
        System.arraycopy(bytes, 0, larger, 0, end);
        bytes = larger;
    }

    /** Drops what is in front of this position; returns by how much the rest moved. */
    int release(int keepFrom) {
        int rest = end - keepFrom;
        base += keepFrom;
        offsets.forget(base);
        if (rest <= SMALL_BYTES && bytes.length > SMALL_BYTES) {
            byte[] small = new byte[rest];
            System.arraycopy(bytes, keepFrom, small, 0, rest);
            giveBack();
            bytes = small;
        } else if (keepFrom > 0) {
            System.arraycopy(bytes, keepFrom, bytes, 0, rest);
        }
        end = rest;
        return -keepFrom;
    }

    private void giveBack() {
        if (lent) {
            lent = false;
            pool.giveBack(bytes);
        }
    }
}
