package dev.headrace.rewriter.encoding;

/**
 * Turns UTF-8, in chunks cut anywhere, into the bytes of another encoding. What that encoding cannot express becomes a
 * numeric character reference. One per stream; not for use by two threads.
 */
public final class StreamingEncoder {
    private final Codec codec;
    private final ChunkDecoder utf8Decoder = new ChunkDecoder(new Utf8Codec());

    /** An encoder at the start of a stream. */
    public StreamingEncoder(Encoding encoding) {
        codec = encoding.newCodec();
    }

    /**
     * Appends the encoding's form of the UTF-8 in {@code b[start, end)} to {@code out}, up to a sequence cut off at the
     * end.
     */
    public void encode(byte[] b, int start, int end, ByteOutput out) {
        write(utf8Decoder.decode(b, start, end), out);
    }

    /** Ends the stream: a sequence that is cut off becomes U+FFFD, and ISO-2022-JP returns to its initial state. */
    public void finish(ByteOutput out) {
        write(utf8Decoder.finish(), out);
        codec.finish(out);
    }

    private void write(StringBuilder decoded, ByteOutput out) {
        int codePoint;
        for (int i = 0; i < decoded.length(); i += Character.charCount(codePoint)) {
            codePoint = decoded.codePointAt(i);
            if (!codec.encode(codePoint, out)) {
                Encoding.writeReference(codec, codePoint, out);
            }
        }
    }
}
