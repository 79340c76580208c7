package dev.headrace.adapter.feature;

import java.util.Locale;

/**
 * Finds the URLs of a style sheet or a declaration list as it comes (CSS Syntax 3 §4): {@code url()} and {@code src()}, {@code @import} and
 * the strings of {@code image-set()}. Comments, other strings, {@code @namespace} and {@code @document} are passed over.
 *
 * <p>The sheet may be cut anywhere: the start of what may become a URL is held back until it is whole. A URL that is longer than
 * {@link #LONGEST_URL}, or of {@code data:}, is left alone, so that no more is ever held. What the sheet leaves open at its end is left
 * alone, too.
 */
final class StyleUrls {
    /** In characters, with all that belongs to the token. */
    static final int LONGEST_URL = 2048;

    /** Longer names mean nothing here; in characters. */
    private static final int LONGEST_NAME = 24;

    private static final int INCOMPLETE = -1;
    private static final char REPLACEMENT = '\ufffd';

    /** What is being passed over. */
    private enum Passing {
        NOTHING,
        COMMENT,
        STRING,
        URL,
        NAME
    }

    /** The rule whose prelude is being read. */
    private enum Prelude {
        NONE,
        IMPORT,
        /** Of {@code @namespace} and {@code @document}, whose URLs are names. */
        OF_NAMES
    }

    private final PageUrls urls;
    private final StringBuilder out = new StringBuilder();
    private String css = "";
    private boolean last;
    private String held = "";
    private Passing passing = Passing.NOTHING;
    private Prelude prelude = Prelude.NONE;
    private boolean fontFace;
    private int parentheses;
    private int imageSet;
    private char quote;
    private int copied;

    StyleUrls(PageUrls urls) {
        this.urls = urls;
    }

    /** What is to stand for this piece of the sheet; what was held back before comes with it. */
    String next(String piece, boolean isLast) {
        css = held.isEmpty() ? piece : held + piece;
        // Malformed bytes stay what they are only if the chunk stays whole.
        last = isLast || piece.indexOf(REPLACEMENT) >= 0;
        out.setLength(0);
        copied = 0;
        int i = 0;
        while (i < css.length()) {
            int next = passing == Passing.NOTHING ? token(i) : pass(i);
            if (next == INCOMPLETE) {
                break;
            }
            i = next;
        }
        held = css.substring(i);
        return copied == 0 ? css.substring(0, i) : out.append(css, copied, i).toString();
    }

    /** What is held back; it has to go out if no piece follows. */
    String held() {
        return held;
    }

    // ---- Passing over

    private int pass(int from) {
        return switch (passing) {
            case COMMENT -> passComment(from);
            case STRING -> passUntil(from, quote);
            case URL -> passUntil(from, ')');
            case NAME -> passName(from);
            case NOTHING -> from;
        };
    }

    private int passComment(int from) {
        int end = css.indexOf("*/", from);
        if (end >= 0) {
            passing = Passing.NOTHING;
            return end + 2;
        }
        boolean star = css.charAt(css.length() - 1) == '*' && !last;
        return !star ? css.length() : from < css.length() - 1 ? css.length() - 1 : INCOMPLETE;
    }

    private int passUntil(int from, char delimiter) {
        for (int i = from; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '\\') {
                if (i + 1 == css.length() && !last) {
                    return i > from ? i : INCOMPLETE;
                }
                i++;
            } else if (c == delimiter || (delimiter != ')' && isNewline(c))) {
                passing = Passing.NOTHING;
                return i + 1;
            }
        }
        return css.length();
    }

    private int passName(int from) {
        int end = endOfName(from);
        if (end == INCOMPLETE) {
            int backslash = css.length() - 1;
            return backslash > from ? backslash : INCOMPLETE;
        }
        if (end < css.length()) {
            passing = Passing.NOTHING;
        }
        return end;
    }

    private int passOver(Passing what, int next) {
        passing = what;
        return next;
    }

    // ---- Tokens

    private int token(int i) {
        char c = css.charAt(i);
        return switch (c) {
            case '/' -> slash(i);
            case '"', '\'' -> string(i);
            case '@' -> atKeyword(i);
            case '#' -> passOver(Passing.NAME, i + 1);
            case '(', ')', '{', '}', ';' -> punctuation(c, i + 1);
            default -> isOfName(c) ? name(i) : i + 1;
        };
    }

    private int slash(int i) {
        if (i + 1 == css.length()) {
            return last ? i + 1 : INCOMPLETE;
        }
        return css.charAt(i + 1) == '*' ? passOver(Passing.COMMENT, i + 2) : i + 1;
    }

    private int punctuation(char c, int next) {
        if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses--;
            imageSet = parentheses < imageSet ? 0 : imageSet;
        } else {
            prelude = Prelude.NONE;
            if (c != ';') {
                fontFace &= c == '{';
                parentheses = 0;
                imageSet = 0;
            }
        }
        return next;
    }

    private int string(int i) {
        boolean isUrl = prelude == Prelude.IMPORT || (imageSet > 0 && parentheses == imageSet);
        quote = css.charAt(i);
        if (!isUrl) {
            return passOver(Passing.STRING, i + 1);
        }
        int end = endOfString(i + 1);
        if (end < 0 || end - i > LONGEST_URL) {
            return waitOrPass(i, i + 1, Passing.STRING, end);
        }
        replace(i + 1, end, quote);
        leaveImport();
        return end + 1;
    }

    private int atKeyword(int i) {
        int end = endOfName(i + 1);
        if (end == INCOMPLETE || (end == css.length() && !last)) {
            return css.length() - i <= LONGEST_NAME ? INCOMPLETE : passOver(Passing.NAME, i + 1);
        }
        if (end - i > LONGEST_NAME) {
            return end;
        }
        switch (css.substring(i + 1, end).toLowerCase(Locale.ROOT)) {
            case "import" -> prelude = Prelude.IMPORT;
            case "namespace", "document", "-moz-document" -> prelude = Prelude.OF_NAMES;
            case "font-face" -> fontFace = true;
            default -> prelude = Prelude.NONE;
        }
        return end;
    }

    private int name(int i) {
        int end = endOfName(i);
        if (end == INCOMPLETE || (end == css.length() && !last)) {
            if (css.length() - i <= LONGEST_NAME) {
                return INCOMPLETE;
            }
            leaveImport();
            return passOver(Passing.NAME, i);
        }
        if (end < css.length() && css.charAt(end) == '(') {
            if (is(i, end, "url") || is(i, end, "src")) {
                return url(i, end + 1);
            }
            if (is(i, end, "image-set") || is(i, end, "-webkit-image-set")) {
                imageSet = parentheses + 1;
            }
        }
        leaveImport();
        return end;
    }

    /** Only the first thing behind {@code @import} is its URL. */
    private void leaveImport() {
        prelude = prelude == Prelude.IMPORT ? Prelude.NONE : prelude;
    }

    private boolean is(int from, int to, String name) {
        return to - from == name.length() && css.regionMatches(true, from, name, 0, name.length());
    }

    // ---- URLs

    private int url(int name, int arguments) {
        int start = arguments;
        while (start < css.length() && PageUrls.isSpace(css.charAt(start))) {
            start++;
        }
        if (start == css.length()) {
            return waitOrPass(name, start, Passing.URL, -1);
        }
        quote = css.charAt(start);
        boolean quoted = quote == '"' || quote == '\'';
        if (quoted) {
            start++;
        }
        int end = quoted ? endOfString(start) : endOfUrl(start);
        if (end < 0 || end - name > LONGEST_URL) {
            return waitOrPass(name, start, quoted ? Passing.STRING : Passing.URL, end);
        }
        if (prelude != Prelude.OF_NAMES) {
            replace(start, end, quoted ? quote : ')');
        }
        leaveImport();
        parentheses += quoted ? 1 : 0;
        return end + 1;
    }

    /** Waits for the end of a token that is still incomplete, if it may be held back; else passes over its rest. */
    private int waitOrPass(int token, int rest, Passing what, int end) {
        boolean waits = end == INCOMPLETE && !last && css.length() - token <= LONGEST_URL;
        if (waits && !isData(rest)) {
            return INCOMPLETE;
        }
        leaveImport();
        if (what == Passing.STRING && css.charAt(token) != quote) {
            parentheses++;
        }
        return passOver(what, rest);
    }

    /** Where the closing quote is; -1 if it is not there yet, -2 if a newline comes first (a bad string). */
    private int endOfString(int from) {
        for (int i = from; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i;
            } else if (isNewline(c)) {
                return -2;
            }
        }
        return INCOMPLETE;
    }

    /** Where the parenthesis is that ends an unquoted URL; -1 if it is not there yet, -2 if it is a bad URL. */
    private int endOfUrl(int from) {
        boolean space = false;
        for (int i = from; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == ')') {
                return i;
            } else if (PageUrls.isSpace(c)) {
                space = true;
            } else if (space || c == '"' || c == '\'' || c == '(' || c < ' ') {
                return -2;
            } else if (c == '\\') {
                i++;
            }
        }
        return INCOMPLETE;
    }

    private void replace(int start, int end, char delimiter) {
        String source = css.substring(start, end);
        if (isData(start) || source.indexOf(REPLACEMENT) >= 0) {
            return;
        }
        String url = source.indexOf('\\') < 0 ? source : StyleEscapes.resolve(source);
        String changed = urls.rewrite(kind(), url);
        if (!changed.equals(url)) {
            out.append(css, copied, start).append(StyleEscapes.escape(changed, delimiter));
            copied = end;
        }
    }

    private boolean isData(int from) {
        return css.regionMatches(true, from, "data:", 0, 5);
    }

    private UrlKind kind() {
        return prelude == Prelude.IMPORT || fontFace ? UrlKind.ACTIVE : UrlKind.PASSIVE;
    }

    // ---- Characters

    /** The end of a name, with its escapes; {@link #INCOMPLETE} if an escape is. */
    private int endOfName(int from) {
        int i = from;
        while (i < css.length()) {
            char c = css.charAt(i);
            if (c == '\\') {
                if (i + 1 == css.length()) {
                    return last ? i + 1 : INCOMPLETE;
                }
                i += 2;
            } else if (isOfName(c)) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '\\'
                || c >= 0x80;
    }

    static boolean isNewline(char c) {
        return c == '\n' || c == '\r' || c == '\f';
    }
}
