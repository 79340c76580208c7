package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.EndTag;
import org.jspecify.annotations.Nullable;

/** The end of an element that handlers see. */
final class EndTagUnit extends Unit implements EndTag {
    private String name = "";
    private @Nullable String newName;
    private boolean implied;

    EndTagUnit(Session session) {
        super(session);
    }

    void attach(int from, int to, String name, boolean implied) {
        attach(from, to);
        this.name = name;
        this.implied = implied;
        newName = null;
    }

    @Nullable
    String newName() {
        return newName;
    }

    @Override
    public String name() {
        check();
        return newName == null ? name : Names.lower(newName);
    }

    @Override
    public void setName(String newEndName) {
        check();
        Names.checkTagName(newEndName, session.encoding());
        newName = newEndName;
    }

    @Override
    public boolean isImplied() {
        check();
        return implied;
    }
}
