package dev.headrace.rewriter.encoding;

/**
 * The encoding "replacement" (Encoding Standard §14.1), which stands for those that are dangerous to decode: one U+FFFD
 * for all of the input. Its output encoding is UTF-8.
 */
final class ReplacementCodec extends Codec {
    private boolean reported;

    @Override
    int decode(byte[] b, int start, int end, boolean last, StringBuilder out) {
        if (start < end && !reported) {
            reported = true;
            out.append(REPLACEMENT_CHARACTER);
        }
        return end;
    }

    @Override
    boolean encode(int codePoint, ByteOutput out) {
        Utf8Codec.write(codePoint, out);
        return true;
    }
}
