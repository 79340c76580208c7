package dev.headrace.rewriter.text;

/** Why a string cannot be the text of a comment (HTML §13.1.6): the parser would read another comment. */
public enum CommentProblem {
    /** Nothing is wrong. */
    NONE("may be the text of a comment"),
    LEADING_CLOSE("begins with '>' or '->', which would end the comment at once"),
    CONTAINS_CLOSE("contains '-->' or '--!>', which would end the comment early"),
    TRAILING_CLOSE("ends with '<!-', '--!' or '-', which would run into the end of the comment");

    private final String description;

    CommentProblem(String description) {
        this.description = description;
    }

    /** The reason as the end of a sentence that begins with "the text". */
    public String description() {
        return description;
    }
}
