package dev.headrace.rewriter.encoding;

/**
 * The decoder and the encoder of one encoding. What state there is (ISO-2022-JP alone has some) belongs to one stream,
 * so that every use makes its own codec; the tables behind it are shared.
 */
abstract class Codec {
    static final char REPLACEMENT_CHARACTER = '\uFFFD';

    /**
     * Decodes {@code b[start, end)} to {@code out}, each error as U+FFFD, and returns the index of the first byte that
     * was not consumed. Unless {@code last}, a sequence that more bytes could complete (three bytes at most) is not
     * consumed.
     */
    abstract int decode(byte[] b, int start, int end, boolean last, StringBuilder out);

    /**
     * Writes a code point that is no surrogate, or returns false and writes nothing of it if it cannot be expressed.
     */
    abstract boolean encode(int codePoint, ByteOutput out);

    /** Writes what must stand at the end of the encoder's output. */
    void finish(ByteOutput out) {}

    /** The code point that the encoder names when {@link #encode} has refused {@code codePoint}. */
    int unencodable(int codePoint) {
        return codePoint;
    }
}
