package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.DoctypeToken;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of a doctype; as most documents have one, this is made for it. */
final class DoctypeStep extends Step {
    private final Session session;
    private final DoctypeUnit unit;
    private int next;

    DoctypeStep(Session session, DoctypeToken token) {
        this.session = session;
        start = token.start;
        unit = new DoctypeUnit(session);
        unit.attach(token);
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        while (next < session.program.doctypes.size() && session.isHandling()) {
            Registration registration = session.program.doctypes.get(next++);
            subject = registration.subject();
            CompletionStage<?> wait = session.calls.call(registration, unit, start);
            if (wait != null) {
                return wait;
            }
        }
        if (!session.hasFailed()) {
            unit.emit(session.emission, false);
        }
        unit.detach();
        return null;
    }
}
