package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.token.DoctypeToken;
import org.jspecify.annotations.Nullable;

/** The doctype that handlers see. */
final class DoctypeUnit extends Unit implements Doctype {
    private DoctypeToken doctype = new DoctypeToken();

    DoctypeUnit(Session session) {
        super(session);
    }

    void attach(DoctypeToken token) {
        attach(token.start, token.end);
        doctype = token;
    }

    @Override
    public @Nullable String name() {
        check();
        return doctype.name();
    }

    @Override
    public @Nullable String publicId() {
        check();
        return doctype.publicId();
    }

    @Override
    public @Nullable String systemId() {
        check();
        return doctype.systemId();
    }
}
