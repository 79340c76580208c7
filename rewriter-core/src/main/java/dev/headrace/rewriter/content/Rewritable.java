package dev.headrace.rewriter.content;

/** What all parts of a document that a handler may see have in common. Not safe for use by several threads at once. */
public sealed interface Rewritable permits Comment, Doctype, Element, EndTag, TextChunk {
    /** Puts content in front of it; repeated calls keep their order. */
    void before(Content content);

    /** Puts content behind it; of repeated calls, the latest stands nearest to it. */
    void after(Content content);

    /** Puts content in its place. What {@link #before} and {@link #after} put there stays. */
    void replace(Content content);

    /** Takes it out. What {@link #before} and {@link #after} put there stays. */
    void remove();

    /** Whether {@link #remove} or {@link #replace} was called, by this handler or one before it. */
    boolean isRemoved();

    /** Where it stands in the source. */
    SourceRange source();
}
