package dev.headrace.rewriter.matcher;

/** Sets of small numbers in arrays of {@code long}. */
final class Bits {
    private Bits() {}

    static int words(int bits) {
        return (bits + 63) >>> 6;
    }

    static boolean get(long[] words, int bit) {
        return (words[bit >>> 6] & (1L << bit)) != 0;
    }

    static void set(long[] words, int bit) {
        words[bit >>> 6] |= 1L << bit;
    }
}
