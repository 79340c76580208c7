package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.SourceRange;

/** What all that handlers see have in common. One object serves a whole document, and is made ready for each use. */
abstract class Unit {
    final Session session;
    ContentList before = ContentList.EMPTY;
    ContentList after = ContentList.EMPTY;
    ContentList replacement = ContentList.EMPTY;
    boolean removed;
    int start;
    int end;

    /** Whether any of the lists may have contents. */
    private boolean filled;

    private boolean attached;

    Unit(Session session) {
        this.session = session;
    }

    void attach(int from, int to) {
        start = from;
        end = to;
        removed = false;
        attached = true;
        if (filled) {
            filled = false;
            before.clear();
            after.clear();
            replacement.clear();
        }
    }

    void detach() {
        attached = false;
    }

    void check() {
        if (!attached) {
            throw new IllegalStateException("used outside of the handler that it was given to");
        }
    }

    public void before(Content content) {
        check();
        filled = true;
        before = before.orNew();
        before.addLast(content);
    }

    public void after(Content content) {
        check();
        filled = true;
        after = after.orNew();
        after.addFirst(content);
    }

    public void replace(Content content) {
        check();
        removed = true;
        filled = true;
        replacement = replacement.orNew();
        replacement.set(content);
    }

    public void remove() {
        check();
        removed = true;
    }

    public boolean isRemoved() {
        check();
        return removed;
    }

    public SourceRange source() {
        check();
        return session.sourceRange(start, end);
    }

    /** Whether anything but the unit itself changed. */
    boolean isTouched() {
        return removed || (filled && !(before.isEmpty() && after.isEmpty()));
    }

    /** Puts the unit out; if it has changed itself, with what is {@linkplain #emitChanged put out} for that. */
    void emit(Emission emission, boolean changed) {
        if (!isTouched() && !changed) {
            return;
        }
        emission.raw(start);
        emission.contents(before);
        if (removed) {
            emission.contents(replacement);
            emission.skip(end);
        } else if (changed) {
            emitChanged(emission);
            emission.skip(end);
        } else {
            emission.raw(end);
        }
        emission.contents(after);
    }

    /** Puts out what has come in place of the source. */
    void emitChanged(Emission emission) {
        throw new IllegalStateException("cannot be changed");
    }
}
