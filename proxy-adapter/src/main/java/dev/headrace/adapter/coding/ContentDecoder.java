package dev.headrace.adapter.coding;

/**
 * Undoes one content coding, in pieces of any size. Pulled, so that whoever reads decides how much there is at once: a few bytes
 * of input may stand for many thousands.
 *
 * <p>For one thread. Holds native memory until it is closed; then every method but {@link #close} throws an
 * {@link IllegalStateException}. After a {@link CodingException} each {@link #read} throws it again.
 */
public interface ContentDecoder extends AutoCloseable {
    /**
     * Whether all input was used up, so that {@link #read} gives nothing more before there is new input. It is so after each
     * {@code read} that gave 0, and may be so earlier.
     */
    boolean needsInput();

    /**
     * Lends the next coded bytes. The array must not change until they are used up, or the decoder is closed.
     *
     * @throws IllegalStateException if not {@link #needsInput}
     */
    void setInput(byte[] bytes, int offset, int length);

    /**
     * Reads decoded bytes.
     *
     * @return how many, at most {@code length}; 0 if there are none without more input, or ever, or {@code length} is 0
     * @throws CodingException if the input is not in this coding, or something follows its end that may not
     *     ({@link ContentCoding} says what may)
     */
    int read(byte[] into, int offset, int length) throws CodingException;

    /**
     * Whether the coded content is complete: input may end here. Never before all that was lent is used up, and all that it
     * stands for was read. No bytes at all are complete, too: servers send a coding with an empty body, and browsers take it.
     */
    boolean isComplete();

    /** Frees what is held. Does nothing if it was closed before. */
    @Override
    void close();
}
