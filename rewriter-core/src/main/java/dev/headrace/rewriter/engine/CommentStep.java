package dev.headrace.rewriter.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of a comment. */
final class CommentStep extends Step {
    private final Session session;
    private final ActiveHandlers active;
    private final CommentUnit unit;
    private int contentStart;
    private int contentEnd;
    private int end;
    private int next;
    private boolean attached;

    CommentStep(Session session) {
        this.session = session;
        active = session.active;
        unit = new CommentUnit(session);
    }

    void begin(int from, int contentFrom, int contentTo, int to) {
        start = from;
        contentStart = contentFrom;
        contentEnd = contentTo;
        end = to;
        next = 0;
        attached = false;
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        if (!attached) {
            attached = true;
            unit.attach(start, contentStart, contentEnd, end);
        }
        while (next < active.commentCount() && session.isHandling()) {
            Registration registration = active.comment(next++);
            subject = registration.subject();
            CompletionStage<?> wait = session.calls.call(registration, unit, start);
            if (wait != null) {
                return wait;
            }
        }
        if (!session.hasFailed()) {
            unit.emit(session.emission);
        }
        unit.detach();
        session.steps.giveBack(this);
        return null;
    }
}
