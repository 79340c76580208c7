package dev.headrace.adapter.feature;

/** Escapes in style sheets (CSS Syntax 3 §4.3.7). */
final class StyleEscapes {
    private static final int LONGEST_HEX = 6;

    private StyleEscapes() {}

    /** The value of a string or a URL with its escapes resolved. */
    static String resolve(String source) {
        StringBuilder value = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i++);
            if (c != '\\' || i == source.length()) {
                value.append(c);
                continue;
            }
            int end = i;
            while (end < source.length() && end - i < LONGEST_HEX && Character.digit(source.charAt(end), 16) >= 0) {
                end++;
            }
            if (end > i) {
                value.appendCodePoint(codePoint(Integer.parseInt(source, i, end, 16)));
                i = end < source.length() && PageUrls.isSpace(source.charAt(end)) ? end + 1 : end;
            } else if (StyleUrls.isNewline(source.charAt(i))) {
                i++;
            } else {
                value.append(source.charAt(i++));
            }
        }
        return value.toString();
    }

    private static int codePoint(int number) {
        boolean isNone = number == 0 || number > Character.MAX_CODE_POINT || (number >= 0xd800 && number <= 0xdfff);
        return isNone ? 0xfffd : number;
    }

    /**
     * Writes a value so that it can stand in a string, a URL, and a style element.
     *
     * @param delimiter the string's quote, or the parenthesis that ends an unquoted URL
     */
    static String escape(String value, char delimiter) {
        StringBuilder source = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean hex = c < ' ' || c == '<';
            boolean escaped = c == '\\'
                    || c == delimiter
                    || (delimiter == ')' && (c == '"' || c == '\'' || c == '(' || c == ' '));
            if (source == null && (hex || escaped)) {
                source = new StringBuilder(value.length() + 8).append(value, 0, i);
            }
            if (source != null) {
                if (hex) {
                    source.append('\\').append(Integer.toHexString(c)).append(' ');
                } else {
                    source.append(escaped ? "\\" : "").append(c);
                }
            }
        }
        return source == null ? value : source.toString();
    }
}
