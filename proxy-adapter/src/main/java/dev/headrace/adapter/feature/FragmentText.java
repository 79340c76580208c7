package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.rewriter.HtmlRewriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.jspecify.annotations.Nullable;

/** From fragments' encodings to those of pages. */
final class FragmentText {
    private FragmentText() {}

    /**
     * Decodes a fragment, by its byte order mark, the label that came with it, or as UTF-8; null if no such encoding is known.
     */
    static @Nullable String decode(byte[] bytes, @Nullable String label) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, 2, bytes.length - 2, UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, 2, bytes.length - 2, UTF_16LE);
        }
        if (label == null) {
            return new String(bytes, UTF_8);
        }
        String encoding = HtmlRewriter.encodingName(label);
        return encoding == null || !Charset.isSupported(encoding) ? null : new String(bytes, Charset.forName(encoding));
    }

    /** Encodes text; characters that the encoding lacks, or all but ASCII if nobody here knows it, become character references. */
    static byte[] encode(String text, String encoding) {
        Charset charset = Charset.isSupported(encoding) ? Charset.forName(encoding) : US_ASCII;
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text.getBytes(charset);
        }
        StringBuilder out = new StringBuilder(text.length() + 64);
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (point < 0x80 || encoder.canEncode(character)) {
                out.append(character);
            } else {
                out.append("&#").append(point).append(';');
            }
        });
        return out.toString().getBytes(charset);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
