package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.TagToken;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of an element's end, and puts out what was promised for it. */
final class EndTagStep extends Step {
    private final Session session;
    private final EndTagUnit unit;
    private OpenElement open = new OpenElement();
    private @Nullable TagToken tag;
    private int next;
    private boolean attached;

    /** The next one that is free. */
    @Nullable
    EndTagStep nextFree;

    EndTagStep(Session session, EndTagUnit unit, OpenElement open) {
        this.session = session;
        this.unit = unit;
        this.open = open;
    }

    void begin(OpenElement element, @Nullable TagToken endTag) {
        open = element;
        start = session.tokenStart();
        tag = endTag;
        next = 0;
        attached = false;
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        if (!attached) {
            attached = true;
            session.deactivate(open);
            attachUnit();
        }
        while (next < open.endTagHandlerCount() && session.isHandling()) {
            subject = open.endTagSubject(next);
            CompletionStage<?> wait = open.callEndTagHandler(next++, session.calls, unit, start);
            if (wait != null) {
                return wait;
            }
        }
        if (session.hasFailed()) {
            attachUnit();
        }
        boolean promised = open.isPromised();
        if (promised || unit.isTouched() || unit.newName() != null) {
            emit();
        }
        session.ended(open, promised);
        unit.detach();
        session.steps.giveBack(this);
        return null;
    }

    private void attachUnit() {
        int end = tag == null ? start : tag.end;
        String name = open.newName != null ? Names.lower(open.newName) : open.name();
        unit.attach(start, end, name, tag == null);
        unit.removed = open.endTagRemoved;
    }

    private void emit() {
        Emission emission = session.emission;
        open.emitEnd(emission, start);
        emission.contents(unit.before);
        emitTag(emission);
        emission.contents(unit.after);
        open.emitAfter(emission);
    }

    private void emitTag(Emission emission) {
        String newName = unit.newName() != null ? unit.newName() : open.newName;
        if (unit.removed) {
            emission.contents(unit.replacement);
            emission.skip(unit.end);
        } else if (newName != null && (tag != null || open.newName != null)) {
            emission.html("</" + newName + ">");
            emission.skip(unit.end);
        } else {
            emission.raw(unit.end);
        }
    }
}
