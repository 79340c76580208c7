package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.tokenizer.ByteScan;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The source that is being walked. A chunk is walked where it is, in the caller's array; only what is unfinished at its end is
 * kept, in an array of its own size, so that an idle document is small. A token that goes on in the next chunk is finished
 * in that array, behind which the rest of the chunk is walked in place again. A long token takes a larger buffer, which doubles
 * as it grows.
 *
 * <p>Positions are indices into {@link #bytes}. They move whenever that changes, by as much as {@link #add} and {@link
 * #release} say.
 */
final class InputBuffer {
    static final int BUFFER_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = 2048;

    /** At most so much, or as much again, is added to an unfinished token in the hope that it ends there. */
    private static final int FINISHING_BYTES = 256;

    /** So many zeros stand behind an unfinished token, so that its last bytes can be read a word at a time. */
    private static final int PADDING = 16;

    /** Further behind in an array no chunk is walked in place, since {@link #keep} keeps positions and all that is before them. */
    private static final int MAX_BORROWED_END = 512 * 1024;

    private static final byte[] NONE = {};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Pool<byte[]> pool;
    private final ByteScan scan;

    /** What the document keeps between two calls, if that is not much. */
    private byte[] own = NONE;

    private byte[] bytes = NONE;
    private boolean borrowed;
    private boolean lent;

    /** Whether the last bytes that were added are known not to end what is unfinished. */
    private boolean unfinished;

    private int start;
    private int end;

    /** How many of the bytes were there before the last ones were added. */
    private int kept;

    private int shift;
    private int returned;

    /** Where the buffer's first byte stands in what was fed; what stands before the first position may be anything. */
    private long base;

    private final SourceOffsets offsets;

    InputBuffer(Pool<byte[]> pool, ByteScan scan, SourceOffsets offsets) {
        this.pool = pool;
        this.scan = scan;
        this.offsets = offsets;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /** Up to where the array may be read. Behind {@link #end} there are zeros. */
    int readable() {
        if (bytes != own || end == 0) {
            return end;
        }
        LONGS.set(own, end, 0L);
        LONGS.set(own, end + Long.BYTES, 0L);
        return end + PADDING;
    }

    /** How many bytes are there. */
    int held() {
        return end - start;
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

    /**
     * Adds as much as there is room for, until the next {@link #release}.
     *
     * @return how much that was; all positions have moved by {@link #shift}
     */
    int add(byte[] source, int offset, int length) {
        kept = end;
        shift = 0;
        unfinished = false;
        if (end == 0 && offset + length <= MAX_BORROWED_END) {
            bytes = source;
            borrowed = true;
            start = offset;
            end = offset + length;
            shift = offset;
            base -= offset;
            return length;
        }
        int wanted = end > 0 && end < SMALL_BYTES ? finishing(source, offset, length) : length;
        if (end + wanted + (bytes == own ? PADDING : 0) > bytes.length) {
            makeRoom(wanted);
        }
        int moved = Math.min(wanted, bytes.length - end);
        System.arraycopy(source, offset, bytes, end, moved);
        end += moved;
        return moved;
    }

    /**
     * Adds a few bytes to an unfinished token which do not end it.
     *
     * @return whether there was room; if not, nothing is added
     */
    boolean append(byte[] source, int offset, int length) {
        if (bytes != own || end + length + PADDING > own.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            own[end + i] = source[offset + i];
        }
        end += length;
        return true;
    }

    /** Takes note of bytes that passed while nothing was held. */
    void pass(int length) {
        base += length;
        offsets.forget(base);
    }

    /** Whether what was unfinished when the last bytes were added still is. */
    boolean isUnfinished() {
        return unfinished;
    }

    /** How many bytes may finish a token that is not finished: whatever it is, it can only end behind a {@code >}. */
    private int finishing(byte[] source, int offset, int length) {
        int most = Math.min(length, Math.max(end, FINISHING_BYTES));
        int at = scan.indexOf(source, offset, offset + most, (byte) '>');
        unfinished = at == offset + most && end + most < SMALL_BYTES;
        return Math.min(at + 1 - offset, most);
    }

    /** By how much {@link #add} moved all positions. */
    int shift() {
        return shift;
    }

    private void makeRoom(int length) {
        if (end + length <= SMALL_BYTES) {
            own = new byte[sizeFor(end + length + PADDING)];
            moveTo(own);
        } else if (end <= BUFFER_BYTES / 2) {
            if (!lent) {
                moveTo(pool.take());
                lent = true;
            }
        } else if (bytes.length - end < bytes.length / 4) {
            byte[] old = bytes;
            moveTo(new byte[Math.max(bytes.length * 2, BUFFER_BYTES)]);
            giveBack(old);
        }
    }

    private static int sizeFor(int length) {
        return Math.max(64, Integer.highestOneBit(length) << 1);
    }

    private void moveTo(byte[] larger) {
        System.arraycopy(bytes, 0, larger, 0, end);
        bytes = larger;
    }

    /**
     * Drops what is in front of this position. What is left of bytes that were added to finish a token is not taken, if it was
     * finished: {@link #returned} says how many.
     *
     * @return by how much all positions have moved
     */
    int release(int keepFrom) {
        int rest = end - keepFrom;
        base += keepFrom;
        offsets.forget(base);
        if (!borrowed && kept > 0 && keepFrom >= kept) {
            returned = rest;
            rest = 0;
        }
        if (rest <= SMALL_BYTES && bytes != own) {
            if (own.length < rest + PADDING) {
                own = new byte[sizeFor(rest + PADDING)];
            }
            System.arraycopy(bytes, keepFrom, own, 0, rest);
            giveBack(bytes);
            bytes = own;
        } else if (borrowed) {
            byte[] larger = rest <= BUFFER_BYTES / 2 ? pool.take() : new byte[rest * 2];
            lent = rest <= BUFFER_BYTES / 2;
            System.arraycopy(bytes, keepFrom, larger, 0, rest);
            bytes = larger;
        } else if (keepFrom > 0) {
            System.arraycopy(bytes, keepFrom, bytes, 0, rest);
        }
        borrowed = false;
        start = 0;
        end = rest;
        kept = 0;
        return -keepFrom;
    }

    /** How many bytes the last {@link #release} did not take after all; to be asked once. */
    int returned() {
        int count = returned;
        returned = 0;
        return count;
    }

    /** Takes all that is there, because the caller is gone before it has been walked. All positions stay. */
    void keep() {
        kept = 0;
        if (borrowed) {
            bytes = Arrays.copyOf(bytes, end);
            borrowed = false;
        }
    }

    private void giveBack(byte[] buffer) {
        if (lent) {
            lent = false;
            pool.giveBack(buffer);
        }
    }
}
