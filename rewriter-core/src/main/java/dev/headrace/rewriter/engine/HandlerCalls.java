package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.AsyncHandler;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.error.HandlerException;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.error.SinkException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of one document, with its states; whatever they throw comes out as one of our exceptions. */
final class HandlerCalls {
    private static final Object[] NONE = {};

    private final RewriteProgram program;
    private final InputBuffer input;
    private final Object[] states;

    HandlerCalls(RewriteProgram program, InputBuffer input) {
        this.program = program;
        this.input = input;
        states = program.states.isEmpty() ? NONE : new Object[program.states.size()];
    }

    void makeStates(@Nullable Object context) {
        try {
            for (int i = 0; i < states.length; i++) {
                states[i] = program.states.get(i).apply(context);
            }
        } catch (Throwable e) {
            throw handlerFailure("state", 0, e);
        }
    }

    /** Calls a handler; returns what is to be waited for, or null. */
    <T> @Nullable CompletionStage<?> call(Registration registration, T unit, int position) {
        try {
            int state = registration.state();
            CompletionStage<?> stage = registration.<T>as().call(state < 0 ? null : states[state], unit);
            return stage == null ? null : incomplete(stage);
        } catch (Throwable e) {
            throw thrown(registration.subject(), position, e);
        }
    }

    /** As {@link #call(Registration, Object, int)}, for the handler of an end tag. */
    @SuppressWarnings("unchecked")
    @Nullable
    CompletionStage<?> call(Handler<?> handler, String subject, EndTag unit, int position) {
        try {
            ((Handler<EndTag>) handler).handle(unit);
            return null;
        } catch (Throwable e) {
            throw thrown(subject, position, e);
        }
    }

    /** As {@link #call(Registration, Object, int)}, for the handler of an end tag that takes its time. */
    @SuppressWarnings("unchecked")
    @Nullable
    CompletionStage<?> callAsync(@Nullable AsyncHandler<?> handler, String subject, EndTag unit, int position) {
        try {
            CompletionStage<?> stage =
                    Objects.requireNonNull((AsyncHandler<EndTag>) handler).handle(unit);
            return stage == null ? null : incomplete(stage);
        } catch (Throwable e) {
            throw thrown(subject, position, e);
        }
    }

    private static @Nullable CompletionStage<?> incomplete(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            return future;
        }
        future.join();
        return null;
    }

    private RewriteException thrown(String subject, int position, Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        // Errors too: a failed assertion or a missing class in a handler is no reason to cut a page off.
        return handlerFailure(subject, position, e);
    }

    RewriteException handlerFailure(String subject, int position, Throwable thrown) {
        return new HandlerException(subject, input.offsetOf(position), cause(thrown));
    }

    RewriteException contentFailure(Throwable thrown, int position) {
        return cause(thrown) instanceof SinkException sink ? sink : handlerFailure("content", position, thrown);
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
