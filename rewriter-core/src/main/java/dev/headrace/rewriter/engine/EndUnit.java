package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.BailOut;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.error.RewriteException;
import org.jspecify.annotations.Nullable;

/** The end of the document, or of its rewriting, that handlers see. */
final class EndUnit implements DocumentEnd, BailOut {
    final ContentList appended = new ContentList();
    private final @Nullable RewriteException reason;

    EndUnit(@Nullable RewriteException reason) {
        this.reason = reason;
    }

    @Override
    public RewriteException reason() {
        if (reason == null) {
            throw new IllegalStateException("the document was not bailed out of");
        }
        return reason;
    }

    @Override
    public void append(Content content) {
        appended.addLast(content);
    }
}
