package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.TextChunk;
import org.jspecify.annotations.Nullable;

/**
 * Makes one character of each run of ASCII whitespace in a text that comes in pieces. Its first character decides which, so that nothing has to be
 * held back: a text that ends with a space, as most do in front of inline tags, keeps its bytes.
 */
final class WhitespaceRuns {
    private final StringBuilder out = new StringBuilder();
    private boolean inRun;

    /** What becomes of the next piece; null if it stays as it is. */
    @Nullable
    String collapse(String text) {
        int length = text.length();
        int copied = -1;
        boolean behindWhitespace = inRun;
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (!isWhitespace(c)) {
                behindWhitespace = false;
                at++;
                continue;
            }
            int end = at + 1;
            while (end < length && isWhitespace(text.charAt(end))) {
                end++;
            }
            if (behindWhitespace || end - at > 1 || (c != ' ' && c != '\n')) {
                if (copied < 0) {
                    copied = 0;
                    out.setLength(0);
                }
                out.append(text, copied, at);
                if (!behindWhitespace) {
                    out.append(c == '\n' || c == '\r' ? '\n' : ' ');
                }
                copied = end;
            }
            behindWhitespace = true;
            at = end;
        }
        inRun = behindWhitespace;
        return copied < 0 ? null : out.append(text, copied, length).toString();
    }

    /** Whether {@link #collapse} would leave a piece as it is that is all ASCII, by its bytes; it counts as taken then. */
    boolean passes(TextChunk chunk) {
        int length = chunk.byteLength();
        boolean behindWhitespace = inRun;
        for (int i = 0; i < length; i++) {
            byte b = chunk.byteAt(i);
            boolean isWhitespace = b <= ' ' && isWhitespace((char) b);
            if (b < 0 || (isWhitespace && (behindWhitespace || (b != ' ' && b != '\n')))) {
                return false;
            }
            behindWhitespace = isWhitespace;
        }
        if (length >= 0) {
            inRun = behindWhitespace;
        }
        return length >= 0;
    }

    /** The text ends here; another may follow. */
    void end() {
        inRun = false;
    }

    private static boolean isWhitespace(char c) {
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
    }
}
