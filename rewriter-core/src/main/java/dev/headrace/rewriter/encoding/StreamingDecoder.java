package dev.headrace.rewriter.encoding;

import java.util.Objects;

/**
 * Turns the bytes of one stream, in chunks cut anywhere, into UTF-8. Each error becomes U+FFFD, as the standard's decoder has it; a byte
 * order mark comes out as the UTF-8 one. One per stream; not for use by two threads.
 */
public final class StreamingDecoder {
    private static final int LONGEST_CUT_OFF_SEQUENCE = 3;

    private final Codec codec;
    private final StringBuilder decoded = new StringBuilder();

    /** The first bytes of a sequence that the next chunk may complete. */
    private final byte[] carried = new byte[LONGEST_CUT_OFF_SEQUENCE + 1];

    private int carriedLength;

    /** A decoder at the start of a stream. */
    public StreamingDecoder(Encoding encoding) {
        codec = encoding.newCodec();
    }

    /** Appends the UTF-8 form of {@code b[start, end)} to {@code utf8}, up to a sequence that is cut off at the end. */
    public void decode(byte[] b, int start, int end, ByteOutput utf8) {
        Objects.checkFromToIndex(start, end, b.length);
        int i = start;
        while (carriedLength > 0 && i < end) {
            carried[carriedLength++] = b[i++];
            int used = codec.decode(carried, 0, carriedLength, false, decoded);
            carriedLength -= used;
            System.arraycopy(carried, used, carried, 0, carriedLength);
        }
        if (i < end) {
            int used = codec.decode(b, i, end, false, decoded);
            carriedLength = end - used;
            System.arraycopy(b, used, carried, 0, carriedLength);
        }
        drain(utf8);
    }

    /** Ends the stream: a sequence that is cut off becomes U+FFFD. */
    public void finish(ByteOutput utf8) {
        codec.decode(carried, 0, carriedLength, true, decoded);
        carriedLength = 0;
        drain(utf8);
    }

    private void drain(ByteOutput utf8) {
        int codePoint;
        for (int i = 0; i < decoded.length(); i += Character.charCount(codePoint)) {
            codePoint = decoded.codePointAt(i);
            Utf8Codec.write(codePoint, utf8);
        }
        decoded.setLength(0);
    }
}
