package dev.headrace.rewriter.encoding;

/**
 * EUC-JP (Encoding Standard §12.1): JIS X 0208, half-width katakana behind 8E, and JIS X 0212, decoded only, behind 8F.
 */
final class EucJpCodec extends Codec {
    private static final int KATAKANA_PREFIX = 0x8E;
    private static final int JIS_0212_PREFIX = 0x8F;

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int i = start;
        while (i < end) {
            if (b[i] >= 0) {
                out.append((char) b[i++]);
                continue;
            }
            int length = prefixLength(b, i, end);
            if (length == 0) {
                out.append(REPLACEMENT_CHARACTER);
                i++;
                continue;
            }
            if (i + length == end) {
                if (!last) {
                    return i;
                }
                out.append(REPLACEMENT_CHARACTER);
                return end;
            }
            int codePoint = codePoint(b, i, b[i + length] & 0xFF);
            out.appendCodePoint(codePoint < 0 ? REPLACEMENT_CHARACTER : codePoint);
            i += codePoint < 0 && b[i + length] >= 0 ? length : length + 1;
        }
        return i;
    }

    /**
     * How many bytes stand before the last byte of the character: 2 behind the prefix of JIS X 0212, 0 if this is no
     * lead byte.
     */
    private static int prefixLength(byte[] b, int i, int end) {
        int lead = b[i] & 0xFF;
        if (lead == JIS_0212_PREFIX) {
            return i + 1 < end && isJisByte(b[i + 1] & 0xFF) ? 2 : 1;
        }
        return lead == KATAKANA_PREFIX || isJisByte(lead) ? 1 : 0;
    }

    private static int codePoint(byte[] b, int i, int trail) {
        int lead = b[i] & 0xFF;
        if (lead == KATAKANA_PREFIX) {
            return trail >= 0xA1 && trail <= 0xDF ? Jis.FIRST_HALF_WIDTH_KATAKANA - 0xA1 + trail : -1;
        }
        if (!isJisByte(trail)) {
            return -1;
        }
        if (lead == JIS_0212_PREFIX) {
            int second = b[i + 1] & 0xFF;
            return Shared.JIS_0212.codePoint((second - 0xA1) * Jis.COLUMNS + trail - 0xA1);
        }
        return Jis.JIS_0208.codePoint((lead - 0xA1) * Jis.COLUMNS + trail - 0xA1);
    }

    private static boolean isJisByte(int b) {
        return b >= 0xA1 && b <= 0xFE;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
        } else if (codePoint == Jis.YEN_SIGN) {
            out.writeByte('\\');
        } else if (codePoint == Jis.OVERLINE) {
            out.writeByte('~');
        } else if (Jis.isHalfWidthKatakana(codePoint)) {
            out.writeByte(KATAKANA_PREFIX);
            out.writeByte(codePoint - Jis.FIRST_HALF_WIDTH_KATAKANA + 0xA1);
        } else {
            int pointer = Jis.JIS_0208_POINTERS.pointer(Jis.lookedUp(codePoint));
            if (pointer < 0) {
                return false;
            }
            out.writeByte(pointer / Jis.COLUMNS + 0xA1);
            out.writeByte(pointer % Jis.COLUMNS + 0xA1);
        }
        return true;
    }

    private static final class Shared {
        static final Index JIS_0212 = Index.load("jis0212", Jis.COLUMNS);
    }
}
