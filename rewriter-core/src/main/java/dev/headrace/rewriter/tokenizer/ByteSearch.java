package dev.headrace.rewriter.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes, eight at a time. */
final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteSearch() {}

    /** The first position in {@code [from, to)} of the byte, or {@code to}. */
    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        long pattern = (wanted & 0xFF) * ONES;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long different = (long) LONGS.get(bytes, at) ^ pattern;
            long hit = (different - ONES) & ~different & HIGHS;
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
}
