package dev.headrace.adapter.feature;

import java.util.HashMap;
import java.util.Map;

/**
 * Character references (WHATWG HTML §13.2.5.72) as they stand in addresses: numbers, and names of letters of Latin-1 and of an address's own
 * signs, all with their semicolon. Others are taken for no part of an address.
 */
final class WordReference {
    /** No reference of these kinds. */
    static final long NONE = 0;

    /** The source ends before it is clear. */
    static final long CUT = -1;

    /** The longest, with {@code &} and {@code ;}. */
    static final int MOST_CHARACTERS = 10;

    private static final Map<String, Integer> NAMES = names();

    private WordReference() {}

    /**
     * What begins at an {@code &}: {@link #NONE}, {@link #CUT}, or what {@link #codePoint} and {@link #length} take apart.
     *
     * @param open whether more may follow the source
     */
    static long at(String source, int ampersand, boolean open) {
        int most = Math.min(source.length(), ampersand + MOST_CHARACTERS);
        int i = ampersand + 1;
        while (i < most && isPart(source.charAt(i))) {
            i++;
        }
        if (i == source.length() && open && i < ampersand + MOST_CHARACTERS) {
            return CUT;
        }
        if (i >= most || source.charAt(i) != ';' || i < ampersand + 2) {
            return NONE;
        }
        int codePoint = source.charAt(ampersand + 1) == '#'
                ? number(source, ampersand + 2, i)
                : NAMES.getOrDefault(source.substring(ampersand + 1, i), 0);
        return codePoint == 0 ? NONE : (long) (i + 1 - ampersand) << 32 | codePoint;
    }

    static int codePoint(long reference) {
        return (int) reference;
    }

    static int length(long reference) {
        return (int) (reference >>> 32);
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
    }

    /** 0 for what is no number, or stands for another character than its number says. */
    private static int number(String source, int from, int to) {
        boolean hex = from < to && (source.charAt(from) | 0x20) == 'x';
        int first = hex ? from + 1 : from;
        int value = 0;
        for (int i = first; i < to; i++) {
            int digit = Character.digit(source.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return 0;
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        boolean isItself = value < 0x80 || (value >= 0xA0 && value <= Character.MAX_CODE_POINT);
        return isItself && (value < 0xD800 || value > 0xDFFF) ? value : 0;
    }

    private static Map<String, Integer> names() {
        String fromC0 =
                "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml"
                        + " ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig"
                        + " agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
                        + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
        Map<String, Integer> names = new HashMap<>();
        int codePoint = 0xC0;
        for (String name : fromC0.split(" ", -1)) {
            names.put(name, codePoint++);
        }
        names.put("commat", (int) '@');
        names.put("period", (int) '.');
        names.put("lowbar", (int) '_');
        names.put("plus", (int) '+');
        names.put("percnt", (int) '%');
        names.put("apos", (int) '\'');
        return Map.copyOf(names);
    }
}
