package dev.headrace.adapter.feature;

/**
 * Makes one character of each run of ASCII whitespace in a text that comes in pieces. Its first character decides which, so that nothing has to be
 * held back: a text that ends with a space, as most do in front of inline tags, keeps its bytes. All other bytes stay what they are.
 */
final class WhitespaceRuns {
    private boolean inRun;

    /** Collapses the next piece; returns whether that changed it. */
    boolean collapse(TextBytes text) {
        byte[] bytes = text.array();
        int same = same(bytes, text.usualWhitespaceEnd(inRun), text.length());
        if (same == text.length()) {
            return false;
        }
        text.cut(collapse(bytes, same, text.length()));
        return true;
    }

    /**
     * How many bytes from the start stay as they are.
     *
     * @param from so many are known to
     */
    private int same(byte[] bytes, int from, int length) {
        boolean behindWhitespace = from == 0 ? inRun : isWhitespace(bytes[from - 1]);
        int i = from;
        while (i < length) {
            byte b = bytes[i];
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

    /** Collapses what is behind the bytes that stay, in place; returns where the text ends then. */
    private int collapse(byte[] bytes, int same, int length) {
        boolean behindWhitespace = inRun;
        int to = same;
        for (int i = same; i < length; i++) {
            byte b = bytes[i];
            boolean isWhitespace = isWhitespace(b);
            if (!isWhitespace) {
                bytes[to++] = b;
            } else if (!behindWhitespace) {
                bytes[to++] = (byte) (b == '\n' || b == '\r' ? '\n' : ' ');
            }
            behindWhitespace = isWhitespace;
        }
        inRun = behindWhitespace;
        return to;
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
