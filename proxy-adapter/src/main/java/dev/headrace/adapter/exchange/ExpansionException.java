package dev.headrace.adapter.exchange;

/** Content that expands beyond the limits. */
final class ExpansionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpansionException(long in, long out, String limit) {
        super(in + " coded bytes expand to at least " + out + ": " + limit);
    }
}
