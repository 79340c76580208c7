package dev.headrace.adapter.feature;

/** Where the URL of a refresh stands (WHATWG HTML §4.2.5.3, shared declarative refresh steps). */
final class Refresh {
    private Refresh() {}

    /** Where the URL starts; -1 if there is none. */
    static int urlStart(String content) {
        int i = skipSpaces(content, 0);
        int time = i;
        while (i < content.length() && isOfTime(content.charAt(i))) {
            i++;
        }
        if (i == time || i == content.length() || !isBetween(content.charAt(i))) {
            return -1;
        }
        i = skipSpaces(content, i);
        if (i < content.length() && (content.charAt(i) == ';' || content.charAt(i) == ',')) {
            i = skipSpaces(content, i + 1);
        }
        if (content.regionMatches(true, i, "url", 0, 3)) {
            int equals = skipSpaces(content, i + 3);
            if (equals < content.length() && content.charAt(equals) == '=') {
                i = skipSpaces(content, equals + 1);
            }
        }
        if (i < content.length() && isQuote(content.charAt(i))) {
            i++;
        }
        return i < content.length() ? i : -1;
    }

    /** Where it ends: at the quote that it started with, or at the end. */
    static int urlEnd(String content, int start) {
        char before = content.charAt(start - 1);
        int end = isQuote(before) ? content.indexOf(before, start) : -1;
        return end < 0 ? content.length() : end;
    }

    private static boolean isOfTime(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static boolean isBetween(char c) {
        return c == ';' || c == ',' || PageUrls.isSpace(c);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static int skipSpaces(String text, int from) {
        int i = from;
        while (i < text.length() && PageUrls.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
