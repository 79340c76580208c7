package dev.headrace.rewriter.text;

/** Finds the longest name of a reference that some characters begin with, one character at a time. */
final class NameMatcher {
    /** The names that have the characters so far as a prefix: {@code [low, high)}. */
    private int low = 0;

    private int high = NamedReferences.count();
    private int depth;
    private int matched = -1;

    /** Takes the next character; false, and unchanged, if no name goes on with it. */
    boolean accept(int c) {
        if (c < 0 || c >= 0x80) {
            return false;
        }
        int from = depth == 0 ? NamedReferences.firstWith(c) : firstNotBelow(c, low);
        int to = depth == 0 ? NamedReferences.firstWith(c + 1) : firstNotBelow(c + 1, from);
        if (from == to) {
            return false;
        }
        low = from;
        high = to;
        depth++;
        if (NamedReferences.length(low) == depth) {
            matched = low;
        }
        return true;
    }

    private int firstNotBelow(int c, int start) {
        int from = start;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (NamedReferences.charAt(middle, depth) < c) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The longest name found, as an index of {@link NamedReferences}; -1 if none. */
    int matched() {
        return matched;
    }
}
