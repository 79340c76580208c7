package dev.headrace.rewriter.encoding;

/**
 * What the legacy multi-byte encodings with characters of at most two bytes have in common (Big5, EUC-KR, Shift_JIS).
 */
abstract class TwoByteCodec extends Codec {
    @Override
    final int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int i = start;
        while (i < end) {
            int lead = b[i] & 0xFF;
            if (!isLead(lead)) {
                out.append((char) single(lead));
                i++;
            } else if (i + 1 == end) {
                if (!last) {
                    return i;
                }
                out.append(REPLACEMENT_CHARACTER);
                i++;
            } else if (appendPair(lead, b[i + 1] & 0xFF, out)) {
                i += 2;
            } else {
                out.append(REPLACEMENT_CHARACTER);
                // An ASCII byte is never swallowed by an error: markup must not hide behind a bad lead byte.
                i += b[i + 1] >= 0 ? 1 : 2;
            }
        }
        return i;
    }

    abstract boolean isLead(int b);

    /** The code point of a byte that is no lead byte, or U+FFFD. */
    abstract int single(int b);

    /** Appends what two bytes stand for, or returns false. */
    abstract boolean appendPair(int lead, int trail, StringBuilder out);
}
