package dev.headrace.adapter.feature;

/** Values that are sets of words with ASCII whitespace between (WHATWG DOM, ordered set parser), such as that of {@code rel}. */
final class Tokens {
    private Tokens() {}

    /** Whether a word is among them, in any case. */
    static boolean has(String value, String word) {
        int at = 0;
        int length = value.length();
        while (at < length) {
            int end = at;
            while (end < length && !isWhitespace(value.charAt(end))) {
                end++;
            }
            if (end - at == word.length() && value.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
