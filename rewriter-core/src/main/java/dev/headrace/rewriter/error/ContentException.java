package dev.headrace.rewriter.error;

/**
 * A handler asked for something that HTML has no form for: a name with a space in it, a comment with {@code -->}, a name
 * that the document's encoding cannot express. Thrown to the handler by the call; nothing was changed.
 */
public final class ContentException extends RewriteException {
    private static final long serialVersionUID = 1L;

    /** Made by the rewriter. */
    public ContentException(String message) {
        super(message, -1);
    }

    @Override
    public String kind() {
        return "content";
    }
}
