package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a {@code <meta>} that declares an encoding (HTML §13.2.3.2, "prescan a byte stream to determine its
 * encoding"). It walks tags and attributes roughly as the tokenizer would, without its states. Whatever is cut off at
 * the end counts as not there.
 */
final class MetaPrescan {
    private static final int END = -1;

    private final byte[] b;
    private final int end;
    private int position;

    private String attributeName = "";
    private String attributeValue = "";

    MetaPrescan(byte[] b, int start, int end) {
        this.b = b;
        this.position = start;
        this.end = end;
    }

    /** The encoding declared; null if the bytes run out before one is. */
    @Nullable
    Encoding encoding() {
        if (lookingAt("<\0?\0x\0")) {
            return Encoding.UTF_16LE;
        }
        if (lookingAt("\0<\0?\0x")) {
            return Encoding.UTF_16BE;
        }
        for (; position < end; position++) {
            if (b[position] != '<') {
                continue;
            }
            if (lookingAt("<!--")) {
                skipComment();
            } else if (lookingAtMeta()) {
                position += "<meta".length();
                Encoding encoding = meta();
                if (encoding != null) {
                    return encoding;
                }
            } else if (isLetter(at(1)) || (at(1) == '/' && isLetter(at(2)))) {
                skipTag();
            } else if (at(1) == '!' || at(1) == '/' || at(1) == '?') {
                skipPastNext('>');
            }
        }
        return null;
    }

    private void skipComment() {
        // The dashes that open a comment may close it too: <!-->.
        position += "<!".length();
        while (position < end && !lookingAt("-->")) {
            position++;
        }
        position += "--".length();
    }

    private void skipTag() {
        while (position < end && b[position] != '>' && !isWhitespace(b[position])) {
            position++;
        }
        boolean more;
        do {
            more = nextAttribute();
        } while (more);
    }

    private void skipPastNext(char c) {
        while (position < end && b[position] != c) {
            position++;
        }
    }

    private @Nullable Encoding meta() {
        boolean sawCharset = false;
        boolean sawContent = false;
        boolean sawHttpEquiv = false;
        boolean isPragma = false;
        boolean needsPragma = false;
        Encoding encoding = null;
        while (nextAttribute()) {
            if (attributeName.equals("http-equiv") && !sawHttpEquiv) {
                sawHttpEquiv = true;
                isPragma = attributeValue.equals("content-type");
            } else if (attributeName.equals("content") && !sawContent) {
                sawContent = true;
                Encoding extracted = sawCharset ? null : MetaContent.encoding(attributeValue);
                if (extracted != null) {
                    encoding = extracted;
                    needsPragma = true;
                }
            } else if (attributeName.equals("charset") && !sawCharset) {
                sawCharset = true;
                encoding = Encoding.forLabel(attributeValue);
                needsPragma = false;
            }
        }
        if (position >= end || encoding == null || (needsPragma && !isPragma)) {
            return null;
        }
        return EncodingSniffer.declarable(encoding);
    }

    /**
     * Reads the next attribute ("get an attribute"); false at the end of the tag, or of the bytes, where the position
     * stays.
     */
    private boolean nextAttribute() {
        while (isWhitespace(at(0)) || at(0) == '/') {
            position++;
        }
        if (at(0) == '>' || at(0) == END) {
            return false;
        }
        attributeValue = "";
        int nameStart = position;
        while (!isWhitespace(at(0)) && !endsName(at(0), position == nameStart)) {
            position++;
        }
        attributeName = lowerCase(nameStart, position);
        skipWhitespace();
        if (at(0) == '=') {
            position++;
            skipWhitespace();
            readValue();
        }
        return position < end;
    }

    private static boolean endsName(int c, boolean isFirst) {
        return c == END || c == '/' || c == '>' || (c == '=' && !isFirst);
    }

    private void readValue() {
        int quote = at(0);
        int start = position;
        if (quote == '"' || quote == '\'') {
            position++;
            skipPastNext((char) quote);
            attributeValue = lowerCase(start + 1, position);
            position++;
            return;
        }
        while (at(0) != END && at(0) != '>' && !isWhitespace(at(0))) {
            position++;
        }
        attributeValue = lowerCase(start, position);
    }

    private void skipWhitespace() {
        while (isWhitespace(at(0))) {
            position++;
        }
    }

    private String lowerCase(int from, int to) {
        byte[] lower = new byte[to - from];
        for (int i = from; i < to; i++) {
            lower[i - from] = b[i] >= 'A' && b[i] <= 'Z' ? (byte) (b[i] | 0x20) : b[i];
        }
        return new String(lower, ISO_8859_1);
    }

    private boolean lookingAtMeta() {
        for (int i = 1; i < "<meta".length(); i++) {
            if ((at(i) | 0x20) != "<meta".charAt(i)) {
                return false;
            }
        }
        return isWhitespace(at(5)) || at(5) == '/';
    }

    private boolean lookingAt(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int at(int offset) {
        return position + offset < end ? b[position + offset] & 0xFF : END;
    }

    private static boolean isLetter(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isWhitespace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
