package dev.headrace.adapter.feature;

/** Makes one character of each run of ASCII whitespace in a text that comes in pieces. */
final class WhitespaceRuns {
    private enum Run {
        /** The last character is no whitespace. */
        NONE,
        /** There was no line break yet, and nothing was given for the run. */
        HELD,
        /** What stands for the run was given. */
        GIVEN
    }

    private Run run = Run.NONE;

    /** Whether the run has other characters than the one that stands for it. */
    private boolean longer;

    private char first;
    private boolean changed;

    /**
     * What becomes of the next piece; the piece itself if that is no change.
     *
     * @param last whether the text ends with it
     */
    String collapse(String text, boolean last) {
        int length = text.length();
        StringBuilder out = null;
        int copied = 0;
        int at = run == Run.NONE ? skipOthers(text, 0) : 0;
        while (at < length || (last && run == Run.HELD)) {
            int end = skipWhitespace(text, at);
            String one = next(text, at, end, end < length || last);
            if (one.length() != end - at || !text.startsWith(one, at)) {
                out = out == null ? new StringBuilder(length + 1) : out;
                out.append(text, copied, at).append(one);
                copied = end;
            }
            at = end;
            if (end < length) {
                run = Run.NONE;
                at = skipOthers(text, end);
            }
        }
        if (last) {
            run = Run.NONE;
        }
        return out == null ? text : out.append(text, copied, length).toString();
    }

    /** What is given for a run whose next part stands from one place to another; nothing if that was given already, or cannot be known yet. */
    private String next(String text, int from, int to, boolean ends) {
        if (to > from) {
            if (run == Run.NONE) {
                first = text.charAt(from);
                longer = to - from > 1;
            } else {
                longer = true;
            }
        }
        changed |= longer && run == Run.GIVEN;
        if (run == Run.GIVEN) {
            return "";
        }
        String one = hasLineBreak(text, from, to) ? "\n" : ends ? " " : "";
        run = one.isEmpty() ? Run.HELD : Run.GIVEN;
        changed |= !one.isEmpty() && (longer || first != one.charAt(0));
        return one;
    }

    /** Whether a space is still to be given. */
    boolean isHolding() {
        return run == Run.HELD;
    }

    /** Whether anything has changed since this was asked last. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    private static int skipOthers(String text, int from) {
        int at = from;
        while (at < text.length() && !isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipWhitespace(String text, int from) {
        int at = from;
        while (at < text.length() && isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean hasLineBreak(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhitespace(char c) {
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
    }
}
