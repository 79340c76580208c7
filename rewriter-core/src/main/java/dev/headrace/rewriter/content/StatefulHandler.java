package dev.headrace.rewriter.content;

/**
 * A {@link Handler} with state of its own for each document.
 *
 * @param <S> the state, made anew for each document
 * @param <T> as of {@link Handler}
 */
@FunctionalInterface
public interface StatefulHandler<S, T> {
    /** Handles the unit, as {@link Handler#handle}. */
    void handle(S state, T unit) throws Exception;
}
