package dev.headrace.adapter.gate;

import org.jspecify.annotations.Nullable;

/** What the first bytes of a document, free of content codings, say of whether it is markup: whatever it is said to be, JSON is not. */
public enum FirstBytes {
    /** The first character that is no white space is {@code <}; or there is more white space than anybody should wait for. */
    MARKUP,
    /** It is another one. */
    OTHER,
    /** There was only white space so far, or nothing. */
    UNDECIDED;

    /** After so much white space it counts as markup: some programs put many empty lines in front of a page. */
    static final int MOST_WHITE_SPACE_BYTES = 1024;

    /**
     * Judges all the bytes that have come.
     *
     * @param encoding the name of the encoding that {@code Content-Type} gives, if any; a byte order mark overrides it
     */
    public static FirstBytes of(byte[] bytes, int start, int end, @Nullable String encoding) {
        int length = end - start;
        boolean bigEndian = startsWith(bytes, start, length, 0xFE, 0xFF);
        boolean littleEndian = startsWith(bytes, start, length, 0xFF, 0xFE);
        if (bigEndian || littleEndian) {
            return ofUnits(bytes, start + 2, end, 2, bigEndian ? 1 : 0);
        }
        if (startsWith(bytes, start, length, 0xEF, 0xBB, 0xBF)) {
            return ofUnits(bytes, start + 3, end, 1, 0);
        }
        if (length < 3 && mayBecomeByteOrderMark(bytes, start, length)) {
            return UNDECIDED;
        }
        if ("UTF-16BE".equals(encoding) || "UTF-16LE".equals(encoding)) {
            return ofUnits(bytes, start, end, 2, "UTF-16BE".equals(encoding) ? 1 : 0);
        }
        return ofUnits(bytes, start, end, 1, 0);
    }

    /** Looks at code units of one or two bytes, the ASCII byte of which is at {@code low}. */
    private static FirstBytes ofUnits(byte[] bytes, int start, int end, int size, int low) {
        for (int i = start; i + size <= end; i += size) {
            if (size == 2 && bytes[i + 1 - low] != 0) {
                return OTHER;
            }
            switch (bytes[i + low]) {
                case '\t', '\n', '\f', '\r', ' ' -> {}
                case '<' -> {
                    return MARKUP;
                }
                default -> {
                    return OTHER;
                }
            }
        }
        return end - start > MOST_WHITE_SPACE_BYTES ? MARKUP : UNDECIDED;
    }

    private static boolean mayBecomeByteOrderMark(byte[] bytes, int start, int length) {
        int first = length == 0 ? 0 : bytes[start] & 0xFF;
        int second = length < 2 ? 0xBB : bytes[start + 1] & 0xFF;
        return first == 0xEF && second == 0xBB || length == 1 && first >= 0xFE;
    }

    private static boolean startsWith(byte[] bytes, int start, int length, int... prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[start + i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
