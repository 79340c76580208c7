package dev.headrace.rewriter.content;

/** A comment; bogus comments such as {@code <!x>} are comments too. */
public non-sealed interface Comment extends Rewritable {
    /** What is between the comment's delimiters, decoded. */
    String text();

    /**
     * Sets the text.
     *
     * @throws dev.headrace.rewriter.error.ContentException if it would end the comment, or cannot be encoded
     */
    void setText(String text);
}
