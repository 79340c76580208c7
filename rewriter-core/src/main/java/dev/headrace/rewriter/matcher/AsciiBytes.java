package dev.headrace.rewriter.matcher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Comparisons of bytes in encodings that keep ASCII, with and without regard to ASCII case. */
final class AsciiBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private AsciiBytes() {}

    /**
     * Whether {@code bytes} has the first {@code length} bytes of {@code name} at {@code from}, which is known to fit. The last
     * byte is looked at first, as selectors of one program often differ there only.
     */
    static boolean regionMatches(byte[] bytes, int from, byte[] name, int length, boolean ignoreCase) {
        if (length == 0) {
            return true;
        }
        byte last = bytes[from + length - 1];
        if (last != name[length - 1] && !(ignoreCase && lower(last) == lower(name[length - 1]))) {
            return false;
        }
        if (!ignoreCase) {
            return Arrays.equals(bytes, from, from + length, name, 0, length);
        }
        for (int i = 0; i < length - 1; i++) {
            if (lower(bytes[from + i]) != lower(name[i])) {
                return false;
            }
        }
        return true;
    }

    /** The first byte in {@code [from, to)} that is white space or another control, {@code &}, or not ASCII; or {@code to}. */
    static int wordEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to && at + 8 <= bytes.length; at += 8) {
            long word = (long) LONGS.get(bytes, at);
            long stop = (word - 0x21 * LANES | (word ^ '&' * LANES) - LANES | word) & HIGHS;
            if (stop != 0) {
                // A borrow may have run into the lanes behind the first that is one, but never into one before it.
                return Math.min(to, at + (Long.numberOfTrailingZeros(stop) >>> 3));
            }
        }
        while (at < to && bytes[at] > ' ' && bytes[at] != '&') {
            at++;
        }
        return Math.min(at, to);
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** ASCII white space of HTML: tab, LF, FF, CR, space. */
    static boolean isWhitespace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\t' || b == '\f' || b == '\r');
    }

    /** The text in lower case, letters beyond ASCII as they are. */
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return lower.toString();
    }
}
