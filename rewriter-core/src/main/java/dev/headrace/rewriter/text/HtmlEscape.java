package dev.headrace.rewriter.text;

import org.jspecify.annotations.Nullable;

/** Writes strings so that the parser reads them back. A string that needs no change is returned itself. */
public final class HtmlEscape {
    private HtmlEscape() {}

    /** {@code text} for use between tags: {@code &}, {@code <} and {@code >} become references. */
    public static String text(String text) {
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            String reference = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                default -> "";
            };
            if (!reference.isEmpty()) {
                out = out == null ? new StringBuilder(text.length() + 16) : out;
                out.append(text, copied, i).append(reference);
                copied = i + 1;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /**
     * {@code value} for use in double quotes. {@code "} becomes a reference, and so do a carriage return, which would
     * come back as a line feed, and an {@code &} that would begin a reference; any other {@code &} stays, as authors
     * write it in URLs. Reading the result back gives {@code value}, but for U+0000, which HTML cannot express.
     */
    public static String attributeValue(String value) {
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            String reference = switch (value.charAt(i)) {
                case '"' -> "&quot;";
                case '\r' -> "&#13;";
                case '&' -> isReference(value, i) ? "&amp;" : "";
                default -> "";
            };
            if (!reference.isEmpty()) {
                out = out == null ? new StringBuilder(value.length() + 16) : out;
                out.append(value, copied, i).append(reference);
                copied = i + 1;
            }
        }
        return out == null ? value : out.append(value, copied, value.length()).toString();
    }

    /** Whether the {@code &} at {@code amp} would begin a reference in an attribute value. */
    public static boolean isReference(String value, int amp) {
        return CharacterReferences.referenceEnd(value, amp, true) > amp;
    }

    /** Why {@code text} cannot be the text of a comment; null if it can. */
    public static @Nullable CommentProblem commentProblem(String text) {
        if (text.startsWith(">") || text.startsWith("->")) {
            return CommentProblem.LEADING_CLOSE;
        }
        return text.contains("-->") || text.contains("--!>") ? CommentProblem.CONTAINS_CLOSE : null;
    }
}
