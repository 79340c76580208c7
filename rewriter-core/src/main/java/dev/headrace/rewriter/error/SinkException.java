package dev.headrace.rewriter.error;

/** What takes the output failed: nothing more can be written. */
public final class SinkException extends RewriteException {
    private static final long serialVersionUID = 1L;

    /** Made by the rewriter. */
    public SinkException(String message, long offset, Throwable cause) {
        super(message + ": " + cause.getMessage(), offset, cause);
    }

    @Override
    public String kind() {
        return "sink";
    }
}
