package dev.headrace.rewriter.encoding;

import java.util.Objects;

/** A codec's decoder over chunks: keeps the first bytes of a sequence that the next chunk may complete. */
final class ChunkDecoder {
    private static final int LONGEST_CUT_OFF_SEQUENCE = 3;

    private final Codec codec;
    private final StringBuilder decoded = new StringBuilder();
    private final byte[] carried = new byte[LONGEST_CUT_OFF_SEQUENCE + 1];
    private int carriedLength;

    ChunkDecoder(Codec codec) {
        this.codec = codec;
    }

    /** What the chunk adds; the answer is good until the next call. */
    StringBuilder decode(byte[] b, int start, int end) {
        Objects.checkFromToIndex(start, end, b.length);
        decoded.setLength(0);
        int i = start;
        while (carriedLength > 0 && i < end) {
            carried[carriedLength++] = b[i++];
            int used = codec.decode(carried, 0, carriedLength, false, decoded);
            keep(carried, used, carriedLength);
        }
        if (i < end) {
            keep(b, codec.decode(b, i, end, false, decoded), end);
        }
        return decoded;
    }

    /** What the end of the stream adds: an error if a sequence is cut off. */
    StringBuilder finish() {
        decoded.setLength(0);
        codec.decode(carried, 0, carriedLength, true, decoded);
        carriedLength = 0;
        return decoded;
    }

    private void keep(byte[] b, int from, int to) {
        carriedLength = to - from;
        System.arraycopy(b, from, carried, 0, carriedLength);
    }
}
