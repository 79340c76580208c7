package dev.headrace.selector;

/** Reads the values that tokens stand for: escapes resolved, NUL and lone surrogates replaced (CSS Syntax 3, sections 3.3, 4.3.7). */
final class CssEscapes {
    private static final int MAX_HEX_DIGITS = 6;
    private static final char REPLACEMENT = '\uFFFD';

    private CssEscapes() {}

    /** The value of an identifier. */
    static String identifier(String source) {
        return decode(source, 0, source.length());
    }

    /** The value of a quoted string. */
    static String string(String source) {
        return decode(source, 1, source.length() - 1);
    }

    static String lowerCaseAscii(String value) {
        StringBuilder lower = new StringBuilder(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    private static String decode(String source, int start, int end) {
        StringBuilder value = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            char c = source.charAt(i);
            if (c == '\\') {
                i = decodeEscape(source, i + 1, end, value);
            } else {
                int codePoint = source.codePointAt(i);
                value.appendCodePoint(isScalarValue(codePoint) ? codePoint : REPLACEMENT);
                i += Character.charCount(codePoint);
            }
        }
        return value.toString();
    }

    /** Appends what the escape stands for, and returns where it ends. */
    private static int decodeEscape(String source, int start, int end, StringBuilder value) {
        int i = start;
        int codePoint = 0;
        while (i < end && i < start + MAX_HEX_DIGITS && hexValue(source.charAt(i)) >= 0) {
            codePoint = codePoint * 16 + hexValue(source.charAt(i));
            i++;
        }
        if (i > start) {
            value.appendCodePoint(isScalarValue(codePoint) ? codePoint : REPLACEMENT);
            return i < end && isWhitespace(source.charAt(i)) ? afterWhitespace(source, i, end) : i;
        }
        if (isLineBreak(source.charAt(start))) {
            return afterWhitespace(source, start, end);
        }
        codePoint = source.codePointAt(start);
        value.appendCodePoint(isScalarValue(codePoint) ? codePoint : REPLACEMENT);
        return start + Character.charCount(codePoint);
    }

    /** Behind one white space character, of which CR LF is one. */
    private static int afterWhitespace(String source, int i, int end) {
        return source.charAt(i) == '\r' && i + 1 < end && source.charAt(i + 1) == '\n' ? i + 2 : i + 1;
    }

    private static boolean isScalarValue(int codePoint) {
        return codePoint > 0
                && codePoint <= Character.MAX_CODE_POINT
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || isLineBreak(c);
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\f';
    }

    private static int hexValue(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
