package dev.headrace.rewriter.text;

/**
 * Why a string cannot be the text of a comment (HTML §13.1.6): the parser would end the comment elsewhere. Other
 * endings that the standard forbids to authors ({@code <!-}) are read back as they were written, and allowed.
 */
public enum CommentProblem {
    /** The text begins with {@code >} or {@code ->}. */
    LEADING_CLOSE("begins with '>' or '->', which would end the comment at once"),
    /** The text contains {@code -->} or {@code --!>}. */
    CONTAINS_CLOSE("contains '-->' or '--!>', which would end the comment early");

    private final String description;

    CommentProblem(String description) {
        this.description = description;
    }

    /** The reason, as the end of a sentence that begins with "the text". */
    public String description() {
        return description;
    }
}
