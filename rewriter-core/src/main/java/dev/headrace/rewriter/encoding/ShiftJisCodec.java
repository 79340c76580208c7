package dev.headrace.rewriter.encoding;

/** Shift_JIS with the extensions of windows-31J (Encoding Standard §12.3). */
final class ShiftJisCodec extends TwoByteCodec {
    private static final int COLUMNS = 188;

    /** The pointers of end-user-defined characters, which are decoded as the private use characters from U+E000. */
    private static final int FIRST_END_USER_DEFINED = 8836;

    private static final int LAST_END_USER_DEFINED = 10715;

    @Override
    boolean isLead(int b) {
        return (b >= 0x81 && b <= 0x9F) || (b >= 0xE0 && b <= 0xFC);
    }

    @Override
    int single(int b) {
        if (b <= 0x80) {
            return b;
        }
        return b >= 0xA1 && b <= 0xDF ? Jis.FIRST_HALF_WIDTH_KATAKANA - 0xA1 + b : REPLACEMENT_CHARACTER;
    }

    @Override
    boolean appendPair(int lead, int trail, StringBuilder out) {
        if (trail < 0x40 || trail == 0x7F || trail > 0xFC) {
            return false;
        }
        int pointer = (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * COLUMNS + trail - (trail < 0x7F ? 0x40 : 0x41);
        int codePoint = pointer >= FIRST_END_USER_DEFINED && pointer <= LAST_END_USER_DEFINED
                ? 0xE000 - FIRST_END_USER_DEFINED + pointer
                : Jis.JIS_0208.codePoint(pointer);
        if (codePoint < 0) {
            return false;
        }
        out.appendCodePoint(codePoint);
        return true;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint <= 0x80) {
            out.writeByte(codePoint);
        } else if (codePoint == Jis.YEN_SIGN) {
            out.writeByte('\\');
        } else if (codePoint == Jis.OVERLINE) {
            out.writeByte('~');
        } else if (Jis.isHalfWidthKatakana(codePoint)) {
            out.writeByte(codePoint - Jis.FIRST_HALF_WIDTH_KATAKANA + 0xA1);
        } else {
            return encodePair(Shared.POINTERS.pointer(Jis.lookedUp(codePoint)), out);
        }
        return true;
    }

    private static boolean encodePair(int pointer, ByteOutput out) {
        if (pointer < 0) {
            return false;
        }
        int lead = pointer / COLUMNS;
        int trail = pointer % COLUMNS;
        out.writeByte(lead + (lead < 0x1F ? 0x81 : 0xC1));
        out.writeByte(trail + (trail < 0x3F ? 0x40 : 0x41));
        return true;
    }

    private static final class Shared {
        /** NEC's selection of IBM's extensions (8272 to 8835) is decoded only; IBM's own pointers are written. */
        static final Index.Pointers POINTERS =
                Jis.JIS_0208.pointers(pointer -> pointer < 8272 || pointer >= FIRST_END_USER_DEFINED);
    }
}
