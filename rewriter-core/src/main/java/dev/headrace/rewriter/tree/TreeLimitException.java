package dev.headrace.rewriter.tree;

/** A document has reached one of the limits of tree construction. It carries no stack trace. */
public final class TreeLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String limit;
    private final long value;

    TreeLimitException(String limit, long value) {
        super(limit + " reached: " + value, null, false, false);
        this.limit = limit;
        this.value = value;
    }

    /** The limit's name: {@code maxOpenElements} or {@code maxReconstructedElements}. */
    public String limit() {
        return limit;
    }

    /** The limit's value. */
    public long value() {
        return value;
    }
}
