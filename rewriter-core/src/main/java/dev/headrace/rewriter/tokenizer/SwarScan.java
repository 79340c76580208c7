package dev.headrace.rewriter.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, as the lanes of a {@code long}. */
final class SwarScan implements ByteScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final long LESS_THAN = '<' * LANES;

    /** Gathers the highest bits of eight lanes in the highest byte. */
    private static final long GATHER = 0x0002040810204081L;

    private static final int BLOCK = 64;

    /** So many bytes are searched with one branch. */
    private static final int STEP = 32;

    @Override
    public String name() {
        return "swar";
    }

    @Override
    public int positions(byte[] bytes, int from, int to, int[] positions) {
        int count = 0;
        int at = from;
        for (; at + BLOCK <= to; at += BLOCK) {
            long mask = lessThans(bytes, at)
                    | lessThans(bytes, at + 8) << 8
                    | lessThans(bytes, at + 16) << 16
                    | lessThans(bytes, at + 24) << 24
                    | lessThans(bytes, at + 32) << 32
                    | lessThans(bytes, at + 40) << 40
                    | lessThans(bytes, at + 48) << 48
                    | lessThans(bytes, at + 56) << 56;
            count = note(mask, at, positions, count);
        }
        for (; at < to; at++) {
            if (bytes[at] == '<') {
                positions[count++] = at;
            }
        }
        return count;
    }

    /**
     * Notes the bits that are set. Four are written in any case, since that costs less than to ask how many there are, and more
     * are rare.
     */
    static int note(long mask, int base, int[] positions, int count) {
        long rest = mask;
        for (int i = 0; i < SLACK; i++) {
            positions[count + i] = base + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        int found = Long.bitCount(mask);
        for (int i = SLACK; i < found; i++) {
            positions[count + i] = base + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return count + found;
    }

    /** A bit for each of eight bytes that is a {@code <}. No borrow may run from lane to lane here, so that every bit is exact. */
    private static long lessThans(byte[] bytes, int at) {
        long different = (long) LONGS.get(bytes, at) ^ LESS_THAN;
        long equal = ~((different & LOWS) + LOWS | different | LOWS);
        return equal * GATHER >>> 56;
    }

    @Override
    public int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = (wanted & 0xFF) * LANES;
        int at = from;
        for (int last = to - STEP; at <= last; at += STEP) {
            long suspicious = ((long) LONGS.get(bytes, at) ^ pattern) - LANES
                    | ((long) LONGS.get(bytes, at + 8) ^ pattern) - LANES
                    | ((long) LONGS.get(bytes, at + 16) ^ pattern) - LANES
                    | ((long) LONGS.get(bytes, at + 24) ^ pattern) - LANES;
            if ((suspicious & HIGHS) != 0 && isThere(bytes, at, pattern)) {
                break;
            }
        }
        return find(bytes, at, to, wanted);
    }

    /** Bytes that are not ASCII are suspicious, too: this asks exactly. */
    private static boolean isThere(byte[] bytes, int at, long pattern) {
        return (equal(bytes, at, pattern)
                        | equal(bytes, at + 8, pattern)
                        | equal(bytes, at + 16, pattern)
                        | equal(bytes, at + 24, pattern))
                != 0;
    }

    /** As {@link #indexOf}. */
    static int find(byte[] bytes, int from, int to, byte wanted) {
        long pattern = (wanted & 0xFF) * LANES;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long hit = equal(bytes, at, pattern);
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return to;
    }

    /** A bit in the lane of the first byte that equals the pattern; those behind it mean nothing. */
    private static long equal(byte[] bytes, int at, long pattern) {
        long different = (long) LONGS.get(bytes, at) ^ pattern;
        return different - LANES & ~different & HIGHS;
    }
}
