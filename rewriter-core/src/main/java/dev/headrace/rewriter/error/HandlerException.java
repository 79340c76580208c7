package dev.headrace.rewriter.error;

/** A handler threw, or its stage completed exceptionally: the cause tells why. */
public final class HandlerException extends RewriteException {
    private static final long serialVersionUID = 1L;

    private final String selector;

    /**
     * Made by the rewriter.
     *
     * @param selector the handler's selector, or what else it was registered for, such as {@code document text}
     */
    public HandlerException(String selector, long offset, Throwable cause) {
        super("handler of \"" + selector + "\" failed at byte " + offset + ": " + cause.getMessage(), offset, cause);
        this.selector = selector;
    }

    /** The selector that the handler was registered for. */
    public String selector() {
        return selector;
    }

    @Override
    public String kind() {
        return getCause() instanceof ContentException ? "content" : "handler";
    }
}
