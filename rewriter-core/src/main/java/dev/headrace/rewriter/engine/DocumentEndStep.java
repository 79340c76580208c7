package dev.headrace.rewriter.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of the document's end. */
final class DocumentEndStep extends Step {
    private final Session session;
    private final EndUnit unit = new EndUnit(null);
    private int next;

    DocumentEndStep(Session session, int position) {
        this.session = session;
        start = position;
        subject = "document end";
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        List<Registration> ends = session.program.ends;
        while (next < ends.size() && session.isHandling()) {
            CompletionStage<?> wait = session.calls.call(ends.get(next++), unit, start);
            if (wait != null) {
                return wait;
            }
        }
        session.emission.raw(start);
        session.emission.contents(unit.appended);
        return null;
    }
}
