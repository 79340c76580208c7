package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * UTF-8 (Encoding Standard §8.1). The JDK decodes what is valid; what is not is decoded here, since the JDK makes one
 * U+FFFD of an encoded surrogate where the standard makes three.
 */
final class Utf8Codec extends Codec {
    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        int position = start;
        while (true) {
            int valid = skipValid(b, position, end);
            if (valid > position) {
                out.append(new String(b, position, valid - position, UTF_8));
            }
            if (valid == end) {
                return end;
            }
            int length = prefixLength(b, valid, end);
            if (valid + length == end && !last && isLead(b[valid])) {
                return valid;
            }
            out.append(REPLACEMENT_CHARACTER);
            position = valid + length;
        }
    }

    /** The index of the first byte that does not belong to a whole, valid sequence. */
    static int skipValid(byte[] b, int start, int end) {
        int i = start;
        while (i < end) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            int length = sequenceLength(b[i]);
            if (length == 0 || prefixLength(b, i, end) < length) {
                return i;
            }
            i += length;
        }
        return i;
    }

    /** The length of the sequence that a lead byte begins; 0 if the byte is no lead byte of several. */
    static int sequenceLength(byte lead) {
        int unsigned = lead & 0xFF;
        if (unsigned < 0xC2 || unsigned > 0xF4) {
            return 0;
        }
        return unsigned < 0xE0 ? 2 : unsigned < 0xF0 ? 3 : 4;
    }

    /** How many bytes from {@code i} make up the longest prefix of a valid sequence, at least 1. */
    static int prefixLength(byte[] b, int i, int end) {
        int length = sequenceLength(b[i]);
        if (length == 0 || i + 1 >= end) {
            return 1;
        }
        int second = b[i + 1] & 0xFF;
        int lower = b[i] == (byte) 0xE0 ? 0xA0 : b[i] == (byte) 0xF0 ? 0x90 : 0x80;
        int upper = b[i] == (byte) 0xED ? 0x9F : b[i] == (byte) 0xF4 ? 0x8F : 0xBF;
        if (second < lower || second > upper) {
            return 1;
        }
        int n = 2;
        while (n < length && i + n < end && (b[i + n] & 0xC0) == 0x80) {
            n++;
        }
        return n;
    }

    private static boolean isLead(byte b) {
        return sequenceLength(b) > 0;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        write(codePoint, out);
        return true;
    }

    static void write(int codePoint, ByteOutput out) {
        if (codePoint < 0x80) {
            out.writeByte(codePoint);
            return;
        }
        if (codePoint < 0x800) {
            out.writeByte(0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                out.writeByte(0xE0 | codePoint >> 12);
            } else {
                out.writeByte(0xF0 | codePoint >> 18);
                out.writeByte(0x80 | codePoint >> 12 & 0x3F);
            }
            out.writeByte(0x80 | codePoint >> 6 & 0x3F);
        }
        out.writeByte(0x80 | codePoint & 0x3F);
    }
}
