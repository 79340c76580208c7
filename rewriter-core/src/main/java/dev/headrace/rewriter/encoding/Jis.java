package dev.headrace.rewriter.encoding;

/** The indexes that the three Japanese encodings share (Encoding Standard §5, §13). */
final class Jis {
    static final int COLUMNS = 94;
    static final Index JIS_0208 = Index.load("jis0208", COLUMNS);
    static final Index.Pointers JIS_0208_POINTERS = JIS_0208.pointers(pointer -> true);

    /** The half-width katakana U+FF61 to U+FF9F stand in one row of the single-byte sets. */
    static final int FIRST_HALF_WIDTH_KATAKANA = 0xFF61;

    static final int LAST_HALF_WIDTH_KATAKANA = 0xFF9F;
    static final int YEN_SIGN = 0xA5;
    static final int OVERLINE = 0x203E;

    private static final int MINUS_SIGN = 0x2212;
    private static final int FULL_WIDTH_HYPHEN_MINUS = 0xFF0D;

    private Jis() {}

    static boolean isHalfWidthKatakana(int codePoint) {
        return codePoint >= FIRST_HALF_WIDTH_KATAKANA && codePoint <= LAST_HALF_WIDTH_KATAKANA;
    }

    /** The code point to look up in an encoder: MINUS SIGN has no pointer of its own. */
    static int lookedUp(int codePoint) {
        return codePoint == MINUS_SIGN ? FULL_WIDTH_HYPHEN_MINUS : codePoint;
    }
}
