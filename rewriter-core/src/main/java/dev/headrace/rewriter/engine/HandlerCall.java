package dev.headrace.rewriter.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One shape for all kinds of handlers. */
@FunctionalInterface
public interface HandlerCall<T> {
    /** Calls the handler; returns what is to be waited for, or null. */
    @Nullable
    CompletionStage<?> call(@Nullable Object state, T unit) throws Exception;
}
