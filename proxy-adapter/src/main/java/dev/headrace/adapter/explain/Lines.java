package dev.headrace.adapter.explain;

import java.util.ArrayList;
import java.util.List;

/** The lines of a document that are compared: its own, or, where these are long, pieces that begin with tags. */
final class Lines {
    private static final int LONG_LINE_CHARS = 200;

    private Lines() {}

    /** Whether a document has lines that nobody could read a difference in. */
    static boolean areLong(String document) {
        int start = 0;
        for (int end = document.indexOf('\n'); end >= 0; end = document.indexOf('\n', start)) {
            if (end - start > LONG_LINE_CHARS) {
                return true;
            }
            start = end + 1;
        }
        return document.length() - start > LONG_LINE_CHARS;
    }

    /**
     * The lines, without their ends.
     *
     * @param atTags whether there is a cut in front of each tag, too; of two documents that are compared, the same for both, since a
     *     change may make a line long
     */
    static List<String> of(String document, boolean atTags) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (c == '\n') {
                int end = i > start && document.charAt(i - 1) == '\r' ? i - 1 : i;
                lines.add(document.substring(start, end));
                start = i + 1;
            } else if (atTags && c == '<' && i > start && isTag(document, i + 1)) {
                lines.add(document.substring(start, i));
                start = i;
            }
        }
        if (start < document.length()) {
            lines.add(document.substring(start));
        }
        return lines;
    }

    /** End tags stay behind what they end. */
    private static boolean isTag(String document, int i) {
        char c = i < document.length() ? document.charAt(i) : ' ';
        return c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
