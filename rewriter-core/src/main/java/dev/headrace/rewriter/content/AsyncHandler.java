package dev.headrace.rewriter.content;

import java.util.concurrent.CompletionStage;

/**
 * A {@link Handler} that may take its time: while its stage is incomplete the document's stream is suspended, no thread is,
 * and the unit stays valid.
 *
 * @param <T> as of {@link Handler}
 */
@FunctionalInterface
public interface AsyncHandler<T> {
    /** Handles the unit; the stage's value is ignored. */
    CompletionStage<?> handle(T unit) throws Exception;
}
