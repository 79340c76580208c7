package dev.headrace.selector;

/** Writes names and values as CSS (CSSOM, section 2.1). */
final class CssText {
    private CssText() {}

    static void requireName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
    }

    static void requireSelectors(SelectorList list) {
        if (list.selectors().isEmpty()) {
            throw new IllegalArgumentException("a selector list that is not forgiving needs a selector");
        }
    }

    static String identifier(String name) {
        StringBuilder css = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean atStart = i == 0 || i == 1 && name.charAt(0) == '-';
            if (c < ' ' || c == 0x7F || isDigit(c) && atStart) {
                appendCodePoint(css, c);
            } else if (isNameCharacter(c) && !(c == '-' && name.length() == 1)) {
                css.append(c);
            } else {
                css.append('\\').append(c);
            }
        }
        return css.toString();
    }

    static String string(String value) {
        StringBuilder css = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7F) {
                appendCodePoint(css, c);
            } else if (c == '"' || c == '\\') {
                css.append('\\').append(c);
            } else {
                css.append(c);
            }
        }
        return css.append('"').toString();
    }

    private static void appendCodePoint(StringBuilder css, char c) {
        css.append('\\').append(Integer.toHexString(c)).append(' ');
    }

    private static boolean isNameCharacter(char c) {
        return c >= 0x80 || isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
