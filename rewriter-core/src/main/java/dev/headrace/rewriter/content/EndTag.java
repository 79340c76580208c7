package dev.headrace.rewriter.content;

/** The end of an element. */
public non-sealed interface EndTag extends Rewritable {
    /** The name of the tag in lower case, or of the element if its end is implied. */
    String name();

    /**
     * Renames the tag.
     *
     * @throws dev.headrace.rewriter.error.ContentException if the name could not be the name of a tag
     */
    void setName(String name);

    /** Whether there is no tag: another tag, or the end of input, ends the element. Then there is nothing to remove. */
    boolean isImplied();
}
