package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address in a word of text, as people write them: RFC 5321 without quoted local parts and address literals, with what RFC 6531
 * and IDNA add. Names of files ({@code logo@2x.png}) are none.
 *
 * @param start where it begins in the word
 * @param end where it ends
 */
record EmailAddress(int start, int end) {
    /** RFC 5321 §4.5.3.1. */
    private static final int MOST_LOCAL_OCTETS = 64;

    private static final int MOST_ADDRESS_OCTETS = 254;
    private static final int MOST_LABEL_CHARACTERS = 63;

    /** None of them is a top-level domain. */
    private static final Set<String> FILE_EXTENSIONS = Set.of(
            "avif", "bmp", "css", "gif", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "jsx", "less", "mjs", "pdf",
            "php", "png", "scss", "svg", "tif", "tiff", "tsx", "txt", "webp", "woff", "xml");

    /** Whether a character of ASCII can be a part of a word that is looked at. */
    static boolean isWordCharacter(char c) {
        return isAsciiAlphanumeric(c) || ".-_@+%'~".indexOf(c) >= 0;
    }

    /** Whether a character beyond ASCII can be a part of a word. */
    static boolean isWordCodePoint(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The address in a word that has an {@code @}; null if there is none, or it cannot be told which it is. */
    static @Nullable EmailAddress in(String word) {
        int at = word.indexOf('@');
        if (word.indexOf('@', at + 1) >= 0) {
            return null;
        }
        int start = localStart(word, at);
        int end = domainEnd(word, at + 1);
        if (start == at || end < 0) {
            return null;
        }
        boolean fits = end - start <= MOST_ADDRESS_OCTETS
                && octets(word, start, at) <= MOST_LOCAL_OCTETS
                && octets(word, start, end) <= MOST_ADDRESS_OCTETS;
        return fits ? new EmailAddress(start, end) : null;
    }

    private static int octets(String word, int from, int to) {
        return word.substring(from, to).getBytes(UTF_8).length;
    }

    /**
     * Where scripts have no spaces between words (Chinese, Thai), text may stand directly before an address; what is of ASCII at its end is
     * taken for the address then.
     */
    private static int localStart(String word, int at) {
        int start = at;
        boolean endsInAscii = at > 0 && word.charAt(at - 1) < 0x80;
        while (start > 0) {
            int before = word.codePointBefore(start);
            if (endsInAscii && Character.getType(before) == Character.OTHER_LETTER) {
                break;
            }
            start -= Character.charCount(before);
        }
        while (start < at && !isFirst(word.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean isFirst(char c) {
        return c >= 0x80 || c == '_' || isAsciiAlphanumeric(c);
    }

    /** The end of a domain of two labels or more; -1 if there is none. */
    private static int domainEnd(String word, int from) {
        int start = from;
        while (true) {
            int stop = labelEnd(word, start);
            if (stop == start) {
                return -1;
            }
            if (isLast(word, stop)) {
                return start == from ? -1 : topLevelEnd(word, start, stop);
            }
            if (word.charAt(start) == '-' || word.charAt(stop - 1) == '-') {
                return -1;
            }
            start = stop + 1;
        }
    }

    /** Whether no label follows. */
    private static boolean isLast(String word, int stop) {
        return stop >= word.length() || word.charAt(stop) != '.' || labelEnd(word, stop + 1) == stop + 1;
    }

    private static int labelEnd(String word, int from) {
        int i = from;
        while (i < word.length()
                && (word.charAt(i) >= 0x80 || word.charAt(i) == '-' || isAsciiAlphanumeric(word.charAt(i)))) {
            i++;
        }
        return i - from > MOST_LABEL_CHARACTERS ? from : i;
    }

    /** The end of a label if it may be a top level: all of ASCII letters, or in punycode, or all beyond ASCII; -1 if it may not. */
    private static int topLevelEnd(String word, int from, int to) {
        int i = from;
        if (word.regionMatches(true, from, "xn--", 0, 4)) {
            i += 4;
            while (i < to && (isAsciiAlphanumeric(word.charAt(i)) || word.charAt(i) == '-')) {
                i++;
            }
            while (word.charAt(i - 1) == '-') {
                i--;
            }
            return i > from + 4 ? i : -1;
        }
        if (word.charAt(from) >= 0x80) {
            while (i < to && word.charAt(i) >= 0x80) {
                i++;
            }
            return i - from >= 2 ? i : -1;
        }
        while (i < to && isAsciiLetter(word.charAt(i))) {
            i++;
        }
        boolean isWhole = i == to || word.charAt(i) >= 0x80 || (word.charAt(i) == '-' && isAllHyphens(word, i, to));
        return isWhole
                        && i - from >= 2
                        && !FILE_EXTENSIONS.contains(word.substring(from, i).toLowerCase(Locale.ROOT))
                ? i
                : -1;
    }

    private static boolean isAllHyphens(String word, int from, int to) {
        for (int i = from; i < to; i++) {
            if (word.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAsciiAlphanumeric(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
