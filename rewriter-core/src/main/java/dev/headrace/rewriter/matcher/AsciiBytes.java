package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/** Comparisons of bytes in encodings that keep ASCII, with and without regard to ASCII case. */
final class AsciiBytes {
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
