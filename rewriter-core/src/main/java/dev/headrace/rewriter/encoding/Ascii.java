package dev.headrace.rewriter.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions about bytes that are answered eight at a time. */
public final class Ascii {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Ascii() {}

    /** Whether all of {@code b[start, end)} are ASCII. */
    public static boolean isAscii(byte[] b, int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            if (((long) LONGS.get(b, i) & HIGH) != 0) {
                return false;
            }
        }
        int all = 0;
        for (; i < end; i++) {
            all |= b[i];
        }
        return all >= 0;
    }

    /**
     * Whether all of {@code b[start, end)} are ASCII and stand for themselves in an attribute's value: there is no {@code &}, no
     * carriage return and no NUL.
     */
    public static boolean isPlainValue(byte[] b, int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(b, i);
            long special = zeros(word) | zeros(word ^ LOW * '&') | zeros(word ^ LOW * '\r');
            if (((word | special) & HIGH) != 0) {
                return false;
            }
        }
        for (; i < end; i++) {
            if (!isPlainValue(b[i])) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #isPlainValue(byte[], int, int)}, for one byte. */
    public static boolean isPlainValue(byte b) {
        return b > 0 && b != '&' && b != '\r';
    }

    /** Has a high bit set if, and only if, one of the word's bytes is zero. */
    private static long zeros(long word) {
        return (word - LOW) & ~word & HIGH;
    }
}
