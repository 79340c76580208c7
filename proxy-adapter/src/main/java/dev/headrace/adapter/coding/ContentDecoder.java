package dev.headrace.adapter.coding;

/**
 * Undoes one content coding, in pieces of any size. Pulled, so that whoever reads decides how much there is at once: a few bytes
 * of input may stand for many thousands.
 *
 * <p>For one thread. Holds native memory until it is closed.
 */
public interface ContentDecoder extends AutoCloseable {
    /** Whether all input was used up, so that {@link #read} gives nothing more before there is new input. */
    boolean needsInput();

    /**
     * Lends the next coded bytes, when {@link #needsInput}. The array must not change until they are used up, or the decoder is closed.
     */
    void setInput(byte[] bytes, int offset, int length);

    /**
     * Reads decoded bytes.
     *
     * @return how many, at most {@code length}; 0 if there are none without more input, or ever
     * @throws CodingException if the input is not in this coding, or something follows its end
     */
    int read(byte[] into, int offset, int length) throws CodingException;

    /** Whether the coded content is complete: input may end here. */
    boolean isComplete();

    @Override
    void close();
}
