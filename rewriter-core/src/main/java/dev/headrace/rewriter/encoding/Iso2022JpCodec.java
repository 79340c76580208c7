package dev.headrace.rewriter.encoding;

import org.jspecify.annotations.Nullable;

/** ISO-2022-JP (Encoding Standard §12.2), in which escape sequences switch between four sets. */
final class Iso2022JpCodec extends Codec {
    private static final byte ESCAPE = 0x1B;
    private static final String FULL_WIDTH_KATAKANA = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

    private enum Charset {
        ASCII('(', 'B'),
        ROMAN('(', 'J'),
        KATAKANA('(', 'I'),
        JIS_0208('$', 'B');

        final int first;
        final int second;

        Charset(int first, int second) {
            this.first = first;
            this.second = second;
        }
    }

    private Charset decoding = Charset.ASCII;
    private Charset encoding = Charset.ASCII;

    /** Whether an escape sequence was the last thing decoded; a second one right after it is an error. */
    private boolean escaped;

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int i = start;
        while (i < end) {
            boolean pair = b[i] == ESCAPE || (decoding == Charset.JIS_0208 && isJisByte(b[i]));
            int needed = b[i] != ESCAPE ? 2 : i + 1 < end && b[i + 1] != '(' && b[i + 1] != '$' ? 2 : 3;
            if (pair && !last && end - i < needed) {
                return i;
            }
            if (b[i] == ESCAPE) {
                i += decodeEscape(b, i, end, out);
            } else if (pair) {
                i += decodePair(b, i, end, out);
            } else {
                escaped = false;
                out.append(single(b[i++]));
            }
        }
        return i;
    }

    private int decodeEscape(byte[] b, int i, int end, StringBuilder out) {
        Charset charset = end - i < 3 ? null : charset(b[i + 1], b[i + 2]);
        if (charset == null) {
            escaped = false;
            out.append(REPLACEMENT_CHARACTER);
            return 1;
        }
        decoding = charset;
        if (escaped) {
            out.append(REPLACEMENT_CHARACTER);
        }
        escaped = true;
        return 3;
    }

    private static @Nullable Charset charset(byte first, byte second) {
        if (first == '$') {
            return second == '@' || second == 'B' ? Charset.JIS_0208 : null;
        }
        if (first != '(') {
            return null;
        }
        return switch (second) {
            case 'B' -> Charset.ASCII;
            case 'J' -> Charset.ROMAN;
            case 'I' -> Charset.KATAKANA;
            default -> null;
        };
    }

    private int decodePair(byte[] b, int i, int end, StringBuilder out) {
        escaped = false;
        int codePoint = -1;
        if (i + 1 < end && isJisByte(b[i + 1])) {
            codePoint = Jis.JIS_0208.codePoint((b[i] - 0x21) * Jis.COLUMNS + b[i + 1] - 0x21);
        }
        out.appendCodePoint(codePoint < 0 ? REPLACEMENT_CHARACTER : codePoint);
        return i + 1 == end || b[i + 1] == ESCAPE ? 1 : 2;
    }

    private char single(byte b) {
        boolean shifts = b == 0x0E || b == 0x0F;
        return switch (decoding) {
            case ASCII -> b < 0 || shifts ? REPLACEMENT_CHARACTER : (char) b;
            case ROMAN -> b < 0 || shifts ? REPLACEMENT_CHARACTER : roman(b);
            case KATAKANA ->
                b < 0x21 || b > 0x5F ? REPLACEMENT_CHARACTER : (char) (Jis.FIRST_HALF_WIDTH_KATAKANA - 0x21 + b);
            case JIS_0208 -> REPLACEMENT_CHARACTER;
        };
    }

    private static char roman(byte b) {
        return b == '\\' ? (char) Jis.YEN_SIGN : b == '~' ? (char) Jis.OVERLINE : (char) b;
    }

    private static boolean isJisByte(byte b) {
        return b >= 0x21 && b <= 0x7E;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            return encodeAscii(codePoint, out);
        }
        if (codePoint == Jis.YEN_SIGN || codePoint == Jis.OVERLINE) {
            switchTo(Charset.ROMAN, out);
            out.writeByte(codePoint == Jis.YEN_SIGN ? '\\' : '~');
            return true;
        }
        int lookedUp = Jis.isHalfWidthKatakana(codePoint)
                ? FULL_WIDTH_KATAKANA.charAt(codePoint - Jis.FIRST_HALF_WIDTH_KATAKANA)
                : Jis.lookedUp(codePoint);
        int pointer = Jis.JIS_0208_POINTERS.pointer(lookedUp);
        if (pointer < 0) {
            if (encoding == Charset.JIS_0208) {
                switchTo(Charset.ASCII, out);
            }
            return false;
        }
        switchTo(Charset.JIS_0208, out);
        out.writeByte(pointer / Jis.COLUMNS + 0x21);
        out.writeByte(pointer % Jis.COLUMNS + 0x21);
        return true;
    }

    private boolean encodeAscii(int codePoint, ByteOutput out) {
        boolean keepsRoman = encoding == Charset.ROMAN && codePoint != '\\' && codePoint != '~';
        boolean refused = isRefused(codePoint);
        if (!keepsRoman && !(refused && encoding == Charset.ROMAN)) {
            switchTo(Charset.ASCII, out);
        }
        if (refused) {
            return false;
        }
        out.writeByte(codePoint);
        return true;
    }

    private void switchTo(Charset charset, ByteOutput out) {
        if (encoding != charset) {
            encoding = charset;
            out.writeByte(ESCAPE);
            out.writeByte(charset.first);
            out.writeByte(charset.second);
        }
    }

    @Override
    void finish(ByteOutput out) {
        switchTo(Charset.ASCII, out);
    }

    /** The shifts and the escape would change the reader's state, so the encoder names U+FFFD in their place. */
    @Override
    int unencodable(int codePoint) {
        return isRefused(codePoint) ? REPLACEMENT_CHARACTER : codePoint;
    }

    private static boolean isRefused(int codePoint) {
        return codePoint == 0x0E || codePoint == 0x0F || codePoint == ESCAPE;
    }
}
