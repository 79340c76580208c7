package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.TextChunk;

/**
 * Makes one character of each run of ASCII whitespace in a text that comes in pieces. Its first character decides which, so that nothing has to be
 * held back: a text that ends with a space, as most do in front of inline tags, keeps its bytes. All other bytes stay what they are.
 */
final class WhitespaceRuns {
    private byte[] out = new byte[256];
    private boolean inRun;

    /** Collapses the next piece; returns whether that changed it. */
    boolean collapse(TextChunk chunk) {
        int length = chunk.byteLength();
        int same = same(chunk, length);
        if (same == length) {
            return false;
        }
        if (out.length < length) {
            out = new byte[Math.max(length, out.length * 2)];
        }
        byte[] to = out;
        for (int i = 0; i < same; i++) {
            to[i] = chunk.byteAt(i);
        }
        int at = same;
        boolean behindWhitespace = inRun;
        for (int i = same; i < length; i++) {
            byte b = chunk.byteAt(i);
            boolean isWhitespace = isWhitespace(b);
            if (!isWhitespace) {
                to[at++] = b;
            } else if (!behindWhitespace) {
                to[at++] = (byte) (b == '\n' || b == '\r' ? '\n' : ' ');
            }
            behindWhitespace = isWhitespace;
        }
        inRun = behindWhitespace;
        chunk.setBytes(to, 0, at);
        return true;
    }

    /** How many bytes from the start stay as they are. */
    private int same(TextChunk chunk, int length) {
        boolean behindWhitespace = inRun;
        int i = 0;
        while (i < length) {
            byte b = chunk.byteAt(i);
            boolean isWhitespace = isWhitespace(b);
            if (isWhitespace && (behindWhitespace || (b != ' ' && b != '\n'))) {
                break;
            }
            behindWhitespace = isWhitespace;
            i++;
        }
        inRun = behindWhitespace;
        return i;
    }

    /** The text ends here; another may follow. */
    void end() {
        inRun = false;
    }

    /** In each encoding that pages have here, such a byte is that character. */
    private static boolean isWhitespace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f');
    }
}
