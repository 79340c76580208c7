package dev.headrace.rewriter.error;

/** A document reached one of its {@link Limits}. */
public final class LimitException extends RewriteException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long value;

    /** Made by the rewriter; {@code limit} is the name of a component of {@link Limits}. */
    public LimitException(String limit, long value, long offset) {
        super("limit " + limit + " = " + value + " reached at byte " + offset, offset);
        this.limit = limit;
        this.value = value;
    }

    /** The name of the limit, as in {@link Limits}. */
    public String limit() {
        return limit;
    }

    /** The limit's value, in the unit that {@link Limits} gives. */
    public long value() {
        return value;
    }

    @Override
    public String kind() {
        return limit.equals("maxMemory") ? "memory" : "limit";
    }
}
