package dev.headrace.rewriter.encoding;

import org.jspecify.annotations.Nullable;

/** Extracts a character encoding from the {@code content} of a {@code <meta>} element (HTML §2.5.5). */
final class MetaContent {
    private static final String CHARSET = "charset";

    private MetaContent() {}

    static @Nullable Encoding encoding(String content) {
        int i = 0;
        while (true) {
            i = indexOfCharset(content, i);
            if (i < 0) {
                return null;
            }
            i = skipWhitespace(content, i + CHARSET.length());
            if (i < content.length() && content.charAt(i) == '=') {
                return value(content, skipWhitespace(content, i + 1));
            }
        }
    }

    private static @Nullable Encoding value(String content, int start) {
        if (start == content.length()) {
            return null;
        }
        char first = content.charAt(start);
        if (first == '"' || first == '\'') {
            int close = content.indexOf(first, start + 1);
            return close < 0 ? null : Encoding.forLabel(content.substring(start + 1, close));
        }
        int end = start;
        while (end < content.length() && content.charAt(end) != ';' && !isWhitespace(content.charAt(end))) {
            end++;
        }
        return Encoding.forLabel(content.substring(start, end));
    }

    private static int indexOfCharset(String content, int from) {
        for (int i = from; i <= content.length() - CHARSET.length(); i++) {
            if (isCharsetAt(content, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isCharsetAt(String content, int i) {
        for (int k = 0; k < CHARSET.length(); k++) {
            char c = content.charAt(i + k);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
            if (lower != CHARSET.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private static int skipWhitespace(String content, int from) {
        int i = from;
        while (i < content.length() && isWhitespace(content.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
