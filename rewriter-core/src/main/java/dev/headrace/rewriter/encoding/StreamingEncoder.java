package dev.headrace.rewriter.encoding;

import java.util.Objects;

/**
 * Turns UTF-8, in chunks cut anywhere, into the bytes of another encoding. What that encoding cannot express becomes a numeric character
 * reference. One per stream; not for use by two threads.
 */
public final class StreamingEncoder {
    private static final int LONGEST_CUT_OFF_SEQUENCE = 3;

    private final Codec codec;
    private final Codec utf8Codec = new Utf8Codec();
    private final StringBuilder decoded = new StringBuilder();
    private final byte[] carried = new byte[LONGEST_CUT_OFF_SEQUENCE + 1];
    private int carriedLength;

    /** An encoder at the start of a stream. */
    public StreamingEncoder(Encoding encoding) {
        codec = encoding.newCodec();
    }

    /** Appends the encoding's form of the UTF-8 in {@code b[start, end)} to {@code out}, up to a sequence cut off at the end. */
    public void encode(byte[] b, int start, int end, ByteOutput out) {
        Objects.checkFromToIndex(start, end, b.length);
        int i = start;
        while (carriedLength > 0 && i < end) {
            carried[carriedLength++] = b[i++];
            int used = utf8Codec.decode(carried, 0, carriedLength, false, decoded);
            carriedLength -= used;
            System.arraycopy(carried, used, carried, 0, carriedLength);
        }
        if (i < end) {
            int used = utf8Codec.decode(b, i, end, false, decoded);
            carriedLength = end - used;
            System.arraycopy(b, used, carried, 0, carriedLength);
        }
        drain(out);
    }

    /** Ends the stream: a sequence that is cut off becomes U+FFFD, and ISO-2022-JP returns to its initial state. */
    public void finish(ByteOutput out) {
        utf8Codec.decode(carried, 0, carriedLength, true, decoded);
        carriedLength = 0;
        drain(out);
        codec.finish(out);
    }

    private void drain(ByteOutput out) {
        int codePoint;
        for (int i = 0; i < decoded.length(); i += Character.charCount(codePoint)) {
            codePoint = decoded.codePointAt(i);
            if (!codec.encode(codePoint, out)) {
                Encoding.writeReference(codec, codePoint, out);
            }
        }
        decoded.setLength(0);
    }
}
