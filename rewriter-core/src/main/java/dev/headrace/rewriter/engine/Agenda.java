package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.error.SinkException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the token under way, which are done in order, and what becomes of the document when one of them fails.
 *
 * <p>Nearly every token has at most one step. It is done behind the token's tree construction, so that a handler that takes
 * its time, or throws, finds the parser between two tokens.
 */
final class Agenda {
    private final Session session;
    private final RewriteProgram program;
    private final Emission emission;

    /** What is being done, or to be done next. */
    private @Nullable Step current;

    /** What is to be done after that. */
    private @Nullable ArrayDeque<Step> behind;

    private @Nullable CompletionStage<?> awaited;
    private int promises;
    private boolean handling = true;
    private boolean stopRequested;
    private @Nullable RewriteException failure;

    Agenda(Session session) {
        this.session = session;
        program = session.program;
        emission = session.emission;
    }

    void add(Step step) {
        if (current == null) {
            current = step;
        } else {
            if (behind == null) {
                behind = new ArrayDeque<>();
            }
            behind.add(step);
        }
    }

    boolean isEmpty() {
        return current == null;
    }

    /** The step under way. */
    @Nullable
    Step peek() {
        return current;
    }

    /** Where in the buffer the document is. */
    private int position() {
        return current == null ? session.tokenStart() : current.start;
    }

    /** The step under way has returned this. */
    private void finish(@Nullable CompletionStage<?> wait) {
        if (wait != null) {
            await(wait);
            return;
        }
        current = behind == null ? null : behind.poll();
        if (stopRequested) {
            stopHandling();
        }
    }

    private void stopHandling() {
        handling = false;
        stopParsingUnlessPromised();
    }

    private void clear() {
        current = null;
        behind = null;
    }

    /** Does a step, once those before it are done. */
    void perform(Step step) {
        add(step);
        if (current == step && awaited == null && emission.isEmpty()) {
            // The usual case, apart from the loop, so that the call of a step of a known kind can be compiled into its
            // caller.
            try {
                finish(step.run());
            } catch (RewriteException e) {
                fail(e);
            }
        }
        if (current != null || !emission.isEmpty()) {
            run();
        }
    }

    /** Does what is to be done; false if that has to wait. */
    boolean run() {
        while (awaited == null) {
            try {
                CompletionStage<?> wait = emission.isEmpty() ? null : emission.drain();
                if (wait != null) {
                    await(wait);
                } else if (current instanceof ElementStep element) {
                    finish(element.run());
                } else if (current != null) {
                    finish(current.run());
                } else {
                    return true;
                }
            } catch (CompletionException e) {
                fail(session.calls.contentFailure(e, session.tokenStart()));
            } catch (RewriteException e) {
                fail(e);
            }
        }
        return false;
    }

    // ---- Waiting

    private void await(CompletionStage<?> wait) {
        awaited = wait;
        session.pauseParsing();
    }

    @Nullable
    CompletionStage<?> awaited() {
        return awaited;
    }

    /** Says that what was {@link #awaited} is there, or has failed. */
    void arrived(@Nullable Throwable thrown) {
        awaited = null;
        if (thrown != null) {
            Step step = emission.abandon() ? null : current;
            fail(
                    step == null
                            ? session.calls.contentFailure(thrown, session.tokenStart())
                            : session.calls.handlerFailure(step.subject, step.start, thrown));
        }
    }

    /** Goes on without what is {@link #awaited}, because a limit is reached. */
    void giveUp(String limit, long value) {
        long offset = session.offsetOf(position());
        awaited = null;
        emission.abandon();
        fail(new LimitException(limit, value, offset));
    }

    // ---- Promises

    /** Output depends on where an element that is open now ends. */
    void promised() {
        promises++;
    }

    void promiseKept() {
        promises--;
        stopParsingUnlessPromised();
    }

    // ---- Stopping and failing

    /** Whether handlers are called. */
    boolean isHandling() {
        return handling;
    }

    /** Whether the handlers of the step under way did not come to their end. */
    boolean hasFailed() {
        return failure != null;
    }

    @Nullable
    RewriteException failure() {
        return failure;
    }

    /** Has no handler called any more once the step under way is done. */
    void stop() {
        stopRequested = true;
    }

    private void stopParsingUnlessPromised() {
        if (!handling && promises == 0 && !session.passing) {
            pass(position());
        }
    }

    /** Lets the rest of the document pass as it is, behind what bail-out handlers put here. */
    private void pass(int here) {
        session.passing = true;
        session.pauseParsing();
        if (failure != null) {
            callBailOutHandlers(failure, here);
        }
    }

    void fail(RewriteException e) {
        if (program.onError == OnError.FAIL || e instanceof SinkException) {
            die(e, position());
        }
        handling = false;
        failure = failure == null ? e : failure;
        stopParsingUnlessPromised();
    }

    /** Ends parsing here: what was promised for the ends of open elements is put out now. */
    void bailOut(RewriteException e, int here) {
        if (program.onError == OnError.FAIL) {
            die(e, here);
        }
        failure = failure == null ? e : failure;
        handling = false;
        clear();
        session.open.forEachNewestFirst(element -> {
            if (element.isPromised()) {
                element.emitImpliedEnd(emission, here);
            }
        });
        promises = 0;
        pass(here);
        run();
    }

    private void callBailOutHandlers(RewriteException reason, int position) {
        EndUnit unit = new EndUnit(reason);
        for (Registration registration : program.bailOuts) {
            try {
                session.calls.call(registration, unit, position);
            } catch (RewriteException e) {
                reason.addSuppressed(e);
            }
        }
        if (!unit.appended.isEmpty()) {
            emission.raw(position);
            emission.contents(unit.appended);
        }
    }

    private void die(RewriteException e, int position) {
        clear();
        failure = e;
        if (!(e instanceof SinkException)) {
            session.output.raw(position);
            session.output.flush();
        }
        throw e;
    }
}
