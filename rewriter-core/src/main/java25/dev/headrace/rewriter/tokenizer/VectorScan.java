package dev.headrace.rewriter.tokenizer;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Looks at 32 bytes at a time, with the Vector API. Twice 256 bits is about as fast as once 512, and works on most machines. */
final class VectorScan implements ByteScan {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_256;
    private static final int LANES = 32;
    private static final int BLOCK = 2 * LANES;

    /** Whether the machine has vectors of this size. */
    static boolean isWorthIt() {
        return ByteVector.SPECIES_PREFERRED.vectorBitSize() >= SPECIES.vectorBitSize();
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int positions(byte[] bytes, int from, int to, int[] positions) {
        int count = 0;
        int at = from;
        for (; at + BLOCK <= to; at += BLOCK) {
            long low = equal(bytes, at, (byte) '<').toLong();
            long high = equal(bytes, at + LANES, (byte) '<').toLong();
            count = SwarScan.note(low | high << LANES, at, positions, count);
        }
        for (; at < to; at++) {
            if (bytes[at] == '<') {
                positions[count++] = at;
            }
        }
        return count;
    }

    @Override
    public int indexOf(byte[] bytes, int from, int to, byte wanted) {
        int at = from;
        for (; at + BLOCK <= to; at += BLOCK) {
            long found = equal(bytes, at, wanted).toLong()
                    | equal(bytes, at + LANES, wanted).toLong() << LANES;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found);
            }
        }
        return SwarScan.find(bytes, at, to, wanted);
    }

    private static VectorMask<Byte> equal(byte[] bytes, int at, byte wanted) {
        return ByteVector.fromArray(SPECIES, bytes, at).compare(VectorOperators.EQ, wanted);
    }
}
