package dev.headrace.rewriter.text;

/** Resolves character references (HTML §13.2.5.72 to 80). */
public final class CharacterReferences {
    /** In place of a packed answer of {@link #firstCodePoint}: the {@code &} begins no reference and is text itself. */
    public static final long NO_REFERENCE = -1;

    /** In place of a packed answer of {@link #firstCodePoint}: what follows decides. */
    public static final long NEED_MORE = -2;

    private CharacterReferences() {}

    /** {@code s} with its references resolved as in text (the data and RCDATA states); {@code s} itself if it has none. */
    public static String resolveText(String s) {
        return s;
    }

    /**
     * {@code s} with its references resolved as in an attribute value, in which a name without semicolon before {@code =} or an ASCII
     * letter or digit is no reference; {@code s} itself if it has none.
     */
    public static String resolveAttribute(String s) {
        return s;
    }

    /**
     * Looks at the reference in text that begins with the {@code &} at {@code b[amp]}: {@link #NO_REFERENCE}, {@link #NEED_MORE} (never if
     * {@code last}), or its first code point and its length in bytes, for {@link #codePoint(long)} and {@link #length(long)}.
     */
    public static long firstCodePoint(byte[] b, int amp, int end, boolean last) {
        return NO_REFERENCE;
    }

    /** The code point in an answer of {@link #firstCodePoint}. */
    public static int codePoint(long answer) {
        return (int) (answer & 0x1FFFFF);
    }

    /** The bytes that the reference takes, {@code &} included, in an answer of {@link #firstCodePoint}. */
    public static int length(long answer) {
        return (int) (answer >>> 21);
    }
}
