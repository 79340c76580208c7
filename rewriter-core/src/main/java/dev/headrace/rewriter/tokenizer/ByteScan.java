package dev.headrace.rewriter.tokenizer;

/** Finds bytes in long stretches of input. All ways to do it give the same answers; they differ in speed. */
public interface ByteScan {
    /** How many entries {@link #positions} may write beyond the last position. */
    int SLACK = 4;

    /**
     * Writes the positions of all {@code <} in {@code [from, to)}, in order.
     *
     * @param positions has room for {@code to - from +} {@link #SLACK} entries
     * @return how many there are
     */
    int positions(byte[] bytes, int from, int to, int[] positions);

    /** The first position in {@code [from, to)} of the byte, or {@code to}. */
    int indexOf(byte[] bytes, int from, int to, byte wanted);
}
