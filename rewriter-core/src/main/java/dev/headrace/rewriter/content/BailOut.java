package dev.headrace.rewriter.content;

import dev.headrace.rewriter.error.RewriteException;

/** The place from which on a document passes as it is, because something failed. */
public interface BailOut {
    /** What failed. */
    RewriteException reason();

    /** Puts content here; repeated calls keep their order. */
    void append(Content content);
}
