package dev.headrace.rewriter.error;

/**
 * A document could not be rewritten to its end. Its kinds are a closed set.
 *
 * <p>Whether the caller sees one depends on what the rewriter was told to do on errors: by default the rest of the document
 * passes as it is, and the reason is found in the stream's {@code Statistics}; otherwise it is thrown.
 */
public abstract sealed class RewriteException extends RuntimeException
        permits ContentException, HandlerException, LimitException, SinkException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    RewriteException(String message, long offset, Throwable cause) {
        super(message, cause);
        this.offset = offset;
    }

    RewriteException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /** The offset in the document, in bytes from its start, of what was being rewritten; -1 if that is not known. */
    public long offset() {
        return offset;
    }

    /** A word for the kind, for counters and results: {@code handler}, {@code memory}, {@code limit}, {@code content}, {@code sink}. */
    public abstract String kind();
}
