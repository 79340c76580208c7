package dev.headrace.rewriter.matcher;

import java.util.List;

/** Whether a language is in a language range: extended filtering (RFC 4647, section 3.3.2; Selectors 4, section 7.2). */
final class Languages {
    /** The bit that says that the element names its language itself; those of the conditions follow. */
    static final int OWN = 0;

    static final int FIRST = 1;

    private Languages() {}

    static boolean matchesAny(List<String> ranges, String tag) {
        for (String range : ranges) {
            if (matches(range, tag)) {
                return true;
            }
        }
        return false;
    }

    /** An empty tag means that the language is unknown; only the empty range has that. */
    static boolean matches(String range, String tag) {
        if (range.isEmpty() || tag.isEmpty()) {
            return range.isEmpty() && tag.isEmpty();
        }
        String[] wanted = AsciiBytes.lower(range).split("-", -1);
        String[] given = AsciiBytes.lower(tag).split("-", -1);
        if (!wanted[0].equals("*") && !wanted[0].equals(given[0])) {
            return false;
        }
        int next = 1;
        for (int i = 1; i < wanted.length; i++) {
            if (wanted[i].equals("*")) {
                continue;
            }
            while (next < given.length && !given[next].equals(wanted[i])) {
                if (given[next].length() == 1) {
                    return false;
                }
                next++;
            }
            if (next == given.length) {
                return false;
            }
            next++;
        }
        return true;
    }
}
