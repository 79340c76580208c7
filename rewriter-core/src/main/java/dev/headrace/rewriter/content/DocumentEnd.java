package dev.headrace.rewriter.content;

/** The end of the document. */
public interface DocumentEnd {
    /** Puts content at the very end; repeated calls keep their order. */
    void append(Content content);
}
