package dev.headrace.rewriter.encoding;

/**
 * UTF-16BE and UTF-16LE (Encoding Standard §14.2). The standard has no encoder, since forms and URLs use UTF-8 instead;
 * a document that came as UTF-16 leaves as UTF-16.
 */
final class Utf16Codec extends Codec {
    private final boolean bigEndian;

    Utf16Codec(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int i = start;
        while (end - i >= 2) {
            char unit = unit(b, i);
            if (!Character.isSurrogate(unit)) {
                out.append(unit);
                i += 2;
            } else if (Character.isLowSurrogate(unit)) {
                out.append(REPLACEMENT_CHARACTER);
                i += 2;
            } else if (end - i < 4) {
                break;
            } else {
                char second = unit(b, i + 2);
                if (Character.isLowSurrogate(second)) {
                    out.append(unit).append(second);
                    i += 4;
                } else {
                    out.append(REPLACEMENT_CHARACTER);
                    i += 2;
                }
            }
        }
        if (!last || i == end) {
            return i;
        }
        // A cut-off surrogate pair is one error, with or without the odd byte after it.
        out.append(REPLACEMENT_CHARACTER);
        return end;
    }

    private char unit(byte[] b, int i) {
        int high = b[bigEndian ? i : i + 1] & 0xFF;
        int low = b[bigEndian ? i + 1 : i] & 0xFF;
        return (char) (high << 8 | low);
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        if (Character.isBmpCodePoint(codePoint)) {
            writeUnit(codePoint, out);
        } else {
            writeUnit(Character.highSurrogate(codePoint), out);
            writeUnit(Character.lowSurrogate(codePoint), out);
        }
        return true;
    }

    private void writeUnit(int unit, ByteOutput out) {
        out.writeByte(bigEndian ? unit >> 8 : unit);
        out.writeByte(bigEndian ? unit : unit >> 8);
    }
}
