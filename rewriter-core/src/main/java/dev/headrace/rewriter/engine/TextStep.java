package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.TokenizerState;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of a piece of text. */
final class TextStep extends Step {
    private final Session session;
    private final ActiveHandlers active;
    private final TextUnit unit;
    private int end;
    private TokenizerState state = TokenizerState.DATA;
    private boolean endsNode;
    private boolean endsRun;
    private int next;
    private boolean attached;

    TextStep(Session session) {
        this.session = session;
        active = session.active;
        unit = new TextUnit(session);
    }

    void begin(int from, int to, TokenizerState foundIn, boolean nodeEnds, boolean runEnds) {
        start = from;
        end = to;
        state = foundIn;
        endsNode = nodeEnds;
        endsRun = runEnds;
        next = 0;
        attached = false;
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        if (!attached) {
            attached = true;
            unit.attach(start, end, state);
        }
        while (next < active.textCount() && session.isHandling()) {
            Registration registration = active.text(next++);
            if (!concerns(registration.kind())) {
                continue;
            }
            subject = registration.subject();
            unit.last(isLastFor(registration.kind()));
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

    private boolean concerns(Registration.Kind kind) {
        return start < end
                || (kind == Registration.Kind.TEXT ? endsNode : kind == Registration.Kind.TEXT_RUN && endsRun);
    }

    private boolean isLastFor(Registration.Kind kind) {
        return kind == Registration.Kind.TEXT ? endsNode : kind == Registration.Kind.WHOLE_TEXT || endsRun;
    }
}
