package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes the steps of a document: one kind for each thing that handlers see. */
final class Steps {
    private final Session session;
    private final Emission emission;

    Steps(Session session) {
        this.session = session;
        this.emission = session.emission;
    }

    Step open(OpenElement open, TagName name, int namespace, @Nullable TagToken tag) {
        return new Open(open, name, namespace, tag);
    }

    Step close(OpenElement open, @Nullable TagToken endTag) {
        return new Close(open, endTag, session.tokenStart());
    }

    Step text(int start, int end, TokenizerState state, boolean last) {
        return new Text(start, end, state, last);
    }

    Step comment(int start, int contentStart, int contentEnd, int end) {
        return new CommentStep(start, contentStart, contentEnd, end);
    }

    Step doctype(DoctypeToken token) {
        return new DoctypeStep(token);
    }

    Step documentEnd(int position) {
        return new End(position);
    }

    /** Puts out what is promised for the end of an element, where there is no tag. */
    void emitImpliedEnd(OpenElement open, int position) {
        emission.raw(position);
        if (open.contentRemoved) {
            emission.unsuppress();
        }
        emission.contents(open.appended());
        if (open.newName != null && !open.endTagRemoved) {
            emission.html("</" + open.newName + ">");
        }
        emission.contents(open.after());
    }

    /** Calls handlers one after the other, and remembers which is next. */
    private abstract class HandlerStep<U extends Unit> implements Step {
        final U unit;
        final int start;
        private boolean attached;
        private int next;
        private String subject = "";

        HandlerStep(U unit, int start) {
            this.unit = unit;
            this.start = start;
        }

        /** Gets the unit ready, which serves one step after the other. */
        abstract void attach();

        abstract int count();

        abstract @Nullable Registration handler(int index);

        void beforeCall(Registration registration) {}

        abstract void done();

        @Override
        public final @Nullable CompletionStage<?> run() {
            if (!attached) {
                attached = true;
                attach();
            }
            while (next < count() && session.isHandling()) {
                Registration registration = handler(next++);
                if (registration == null) {
                    continue;
                }
                subject = registration.subject();
                beforeCall(registration);
                CompletionStage<?> wait = session.calls.call(registration, unit, position());
                if (wait != null) {
                    return wait;
                }
            }
            done();
            unit.detach();
            return null;
        }

        @Override
        public String subject() {
            return subject;
        }

        @Override
        public int position() {
            return start;
        }
    }

    private final class Open extends HandlerStep<ElementUnit> {
        private final OpenElement open;
        private final TagName name;
        private final int namespace;
        private final @Nullable TagToken tag;

        Open(OpenElement open, TagName name, int namespace, @Nullable TagToken tag) {
            super(session.elementUnit, session.tokenStart());
            this.open = open;
            this.name = name;
            this.namespace = namespace;
            this.tag = tag;
        }

        private boolean canHaveContent() {
            return namespace == Namespace.HTML ? !isVoid(name.id) : tag == null || !tag.selfClosing;
        }

        @Override
        void attach() {
            int end = tag == null ? start : tag.end;
            unit.attach(start, end, open, name, namespace, tag, canHaveContent());
        }

        @Override
        int count() {
            return open.matches.length;
        }

        @Override
        @Nullable
        Registration handler(int index) {
            Registration registration = session.program.registrations.get(open.matches[index]);
            return registration.kind() == Registration.Kind.ELEMENT ? registration : null;
        }

        @Override
        void beforeCall(Registration registration) {
            unit.subject(registration.subject());
        }

        @Override
        void done() {
            if (session.hasFailed()) {
                open.forget();
                return;
            }
            unit.emit(emission);
            if (!canHaveContent()) {
                open.forget();
            }
            if (open.isPromised()) {
                session.promised();
            }
            if (canHaveContent() && session.isHandling()) {
                session.activate(open);
            }
        }
    }

    private final class Close extends HandlerStep<EndTagUnit> {
        private final OpenElement open;
        private final @Nullable TagToken tag;

        Close(OpenElement open, @Nullable TagToken tag, int start) {
            super(session.endTagUnit, start);
            this.open = open;
            this.tag = tag;
        }

        @Override
        void attach() {
            session.deactivate(open);
            attachUnit();
        }

        private void attachUnit() {
            int end = tag == null ? start : tag.end;
            String name = open.newName != null ? Names.lower(open.newName) : open.name();
            unit.attach(start, end, name, tag == null);
            unit.removed = open.endTagRemoved;
        }

        @Override
        int count() {
            return open.endTagHandlers().size();
        }

        @Override
        Registration handler(int index) {
            return open.endTagHandlers().get(index);
        }

        @Override
        void done() {
            if (session.hasFailed()) {
                attachUnit();
            }
            boolean promised = open.isPromised();
            String newName = unit.newName() != null ? unit.newName() : open.newName;
            if (promised || unit.isTouched() || unit.newName() != null) {
                emission.raw(start);
                if (open.contentRemoved) {
                    emission.unsuppress();
                }
                emission.contents(open.appended());
                emission.contents(unit.before);
                emitTag(newName);
                emission.contents(unit.after);
                emission.contents(open.after());
            }
            session.ended(open, promised);
        }

        private void emitTag(@Nullable String newName) {
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

    private final class Text extends HandlerStep<TextUnit> {
        private final int end;
        private final TokenizerState state;
        private final boolean last;

        Text(int start, int end, TokenizerState state, boolean last) {
            super(session.textUnit, start);
            this.end = end;
            this.state = state;
            this.last = last;
        }

        @Override
        void attach() {
            unit.attach(start, end, state, last);
        }

        @Override
        int count() {
            return session.active.textCount();
        }

        @Override
        @Nullable
        Registration handler(int index) {
            Registration registration = session.active.text(index);
            return last && registration.kind() == Registration.Kind.WHOLE_TEXT ? null : registration;
        }

        @Override
        void beforeCall(Registration registration) {
            unit.last(last || registration.kind() == Registration.Kind.WHOLE_TEXT);
        }

        @Override
        void done() {
            if (!session.hasFailed()) {
                unit.emit(emission);
            }
        }
    }

    private final class CommentStep extends HandlerStep<CommentUnit> {
        private final int contentStart;
        private final int contentEnd;
        private final int end;

        CommentStep(int start, int contentStart, int contentEnd, int end) {
            super(session.commentUnit, start);
            this.contentStart = contentStart;
            this.contentEnd = contentEnd;
            this.end = end;
        }

        @Override
        void attach() {
            unit.attach(start, contentStart, contentEnd, end);
        }

        @Override
        int count() {
            return session.active.commentCount();
        }

        @Override
        Registration handler(int index) {
            return session.active.comment(index);
        }

        @Override
        void done() {
            if (!session.hasFailed()) {
                unit.emit(emission);
            }
        }
    }

    private final class DoctypeStep extends HandlerStep<DoctypeUnit> {
        private final DoctypeToken token;

        DoctypeStep(DoctypeToken token) {
            super(new DoctypeUnit(session), token.start);
            this.token = token;
        }

        @Override
        void attach() {
            unit.attach(token);
        }

        @Override
        int count() {
            return session.program.doctypes.size();
        }

        @Override
        Registration handler(int index) {
            return session.program.doctypes.get(index);
        }

        @Override
        void done() {
            if (!session.hasFailed()) {
                unit.emit(emission, null);
            }
        }
    }

    private final class End implements Step {
        private final EndUnit unit = new EndUnit(null);
        private final int position;
        private int next;

        End(int position) {
            this.position = position;
        }

        @Override
        public @Nullable CompletionStage<?> run() {
            List<Registration> ends = session.program.ends;
            while (next < ends.size() && session.isHandling()) {
                CompletionStage<?> wait = session.calls.call(ends.get(next++), unit, position);
                if (wait != null) {
                    return wait;
                }
            }
            emission.raw(position);
            emission.contents(unit.appended);
            return null;
        }

        @Override
        public String subject() {
            return "document end";
        }

        @Override
        public int position() {
            return position;
        }
    }

    private static boolean isVoid(int tagId) {
        return switch (tagId) {
            case TagId.AREA,
                    TagId.BASE,
                    TagId.BASEFONT,
                    TagId.BGSOUND,
                    TagId.BR,
                    TagId.COL,
                    TagId.EMBED,
                    TagId.FRAME,
                    TagId.HR,
                    TagId.IMG,
                    TagId.INPUT,
                    TagId.KEYGEN,
                    TagId.LINK,
                    TagId.META,
                    TagId.PARAM,
                    TagId.SOURCE,
                    TagId.TRACK,
                    TagId.WBR -> true;
            default -> false;
        };
    }
}
