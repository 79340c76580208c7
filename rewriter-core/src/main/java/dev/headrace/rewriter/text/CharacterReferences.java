package dev.headrace.rewriter.text;

/** Resolves character references (HTML §13.2.5.72 to 80), in time linear in the length of the text. */
public final class CharacterReferences {
    /** The answer of {@link #firstCodePoint} when the {@code &} begins no reference and is text itself. */
    public static final long NO_REFERENCE = -1;

    /** The answer of {@link #firstCodePoint} when what follows decides. */
    public static final long NEED_MORE = -2;

    private CharacterReferences() {}

    /**
     * {@code s} with its references resolved as in text (the data and RCDATA states); {@code s} itself if it has none.
     */
    public static String resolveText(String s) {
        return resolve(s, false);
    }

    /**
     * {@code s} with its references resolved as in an attribute value, in which a name without semicolon before {@code
     * =} or an ASCII letter or digit is no reference; {@code s} itself if it has none.
     */
    public static String resolveAttribute(String s) {
        return resolve(s, true);
    }

    /**
     * What the {@code &} at {@code b[amp]} means in text: {@link #NO_REFERENCE}, {@link #NEED_MORE} (never if {@code
     * last}), or a reference's first code point and length in bytes, to be taken out by {@link #codePoint(long)} and
     * {@link #length(long)}. A caller whose input may come in many chunks keeps a {@link ReferenceScanner} instead of
     * asking again from the {@code &}.
     */
    public static long firstCodePoint(byte[] b, int amp, int end, boolean last) {
        ReferenceScanner scanner = new ReferenceScanner();
        scanner.scan(b, amp, end);
        if (!scanner.isDecided()) {
            if (!last) {
                return NEED_MORE;
            }
            scanner.finish();
        }
        return scanner.codePoint() < 0 ? NO_REFERENCE : scanner.length() << 21 | scanner.codePoint();
    }

    /**
     * The first code point of the reference, from an answer of {@link #firstCodePoint} that is neither of the
     * constants.
     */
    public static int codePoint(long answer) {
        return (int) (answer & 0x1FFFFF);
    }

    /**
     * The bytes of the reference with its {@code &}, from an answer of {@link #firstCodePoint} that is neither of the
     * constants.
     */
    public static int length(long answer) {
        return (int) (answer >>> 21);
    }

    private static String resolve(String s, boolean attribute) {
        int amp = s.indexOf('&');
        if (amp < 0) {
            return s;
        }
        StringBuilder out = null;
        int copied = 0;
        while (amp >= 0) {
            int end = referenceEnd(s, amp, attribute);
            if (end > amp) {
                if (out == null) {
                    out = new StringBuilder(s.length());
                }
                out.append(s, copied, amp);
                appendReference(s, amp, end, out);
                copied = end;
            }
            amp = s.indexOf('&', Math.max(end, amp + 1));
        }
        return out == null ? s : out.append(s, copied, s.length()).toString();
    }

    /** The index behind the reference that begins with the {@code &} at {@code amp}; {@code amp} if there is none. */
    static int referenceEnd(String s, int amp, boolean attribute) {
        if (charAt(s, amp + 1) == '#') {
            return numberEnd(s, amp);
        }
        int name = name(s, amp + 1);
        if (name < 0) {
            return amp;
        }
        int end = amp + 1 + NamedReferences.length(name);
        boolean staysText = attribute && s.charAt(end - 1) != ';' && continuesName(charAt(s, end));
        return staysText ? amp : end;
    }

    private static int numberEnd(String s, int amp) {
        int base = base(s, amp);
        int digits = amp + (base == 16 ? 3 : 2);
        int i = digits;
        while (NumericReference.digit(charAt(s, i), base) >= 0) {
            i++;
        }
        if (i == digits) {
            return amp;
        }
        return charAt(s, i) == ';' ? i + 1 : i;
    }

    private static void appendReference(String s, int amp, int end, StringBuilder out) {
        if (s.charAt(amp + 1) != '#') {
            NamedReferences.appendValue(name(s, amp + 1), out);
            return;
        }
        int base = base(s, amp);
        int digitsEnd = s.charAt(end - 1) == ';' ? end - 1 : end;
        int number = 0;
        for (int i = amp + (base == 16 ? 3 : 2); i < digitsEnd; i++) {
            number = NumericReference.append(number, base, NumericReference.digit(s.charAt(i), base));
        }
        out.appendCodePoint(NumericReference.codePoint(number));
    }

    private static int base(String s, int amp) {
        return (charAt(s, amp + 2) | 0x20) == 'x' ? 16 : 10;
    }

    private static int name(String s, int start) {
        if (!isAsciiAlphanumeric(charAt(s, start))) {
            return -1;
        }
        if (s.startsWith("amp;", start)) {
            // In attribute values nearly all are.
            return NamedReferences.AMP;
        }
        NameMatcher matcher = new NameMatcher();
        int i = start;
        while (i < s.length() && matcher.accept(s.charAt(i))) {
            i++;
        }
        return matcher.matched();
    }

    private static boolean continuesName(int c) {
        return c == '=' || isAsciiAlphanumeric(c);
    }

    static boolean isAsciiAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }

    private static int charAt(String s, int i) {
        return i < s.length() ? s.charAt(i) : -1;
    }
}
