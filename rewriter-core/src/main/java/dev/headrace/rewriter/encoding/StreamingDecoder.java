package dev.headrace.rewriter.encoding;

/**
 * Turns the bytes of one stream, in chunks cut anywhere, into UTF-8. Each error becomes U+FFFD, as the standard's
 * decoder has it; a byte order mark comes out as the UTF-8 one. One per stream; not for use by two threads.
 */
public final class StreamingDecoder {
    private final ChunkDecoder decoder;

    /** A decoder at the start of a stream. */
    public StreamingDecoder(Encoding encoding) {
        decoder = new ChunkDecoder(encoding.newCodec());
    }

    /** Appends the UTF-8 form of {@code b[start, end)} to {@code utf8}, up to a sequence that is cut off at the end. */
    public void decode(byte[] b, int start, int end, ByteOutput utf8) {
        write(decoder.decode(b, start, end), utf8);
    }

    /** Ends the stream: a sequence that is cut off becomes U+FFFD. */
    public void finish(ByteOutput utf8) {
        write(decoder.finish(), utf8);
    }

    private static void write(StringBuilder decoded, ByteOutput utf8) {
        int codePoint;
        for (int i = 0; i < decoded.length(); i += Character.charCount(codePoint)) {
            codePoint = decoded.codePointAt(i);
            Utf8Codec.write(codePoint, utf8);
        }
    }
}
