package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of an element at its start tag. */
final class ElementStep extends Step {
    private static final boolean[] VOID = voidElements();

    private final Session session;
    private final Registration[] bySelector;
    private final ElementUnit unit;
    private int element;
    private TagName name = TagName.known(TagId.HTML);
    private int namespace;
    private @Nullable TagToken tag;

    /** The numbers of the selectors that matched. */
    private int[] matches = new int[2];

    private int count;
    private int next;
    private boolean attached;

    /** What is to happen at the element's end, if that has come, or may have, while this waits. */
    private @Nullable OpenElement known;

    ElementStep(Session session, ElementUnit unit) {
        this.session = session;
        this.unit = unit;
        bySelector = session.program.bySelector;
    }

    /**
     * Gets ready for an element that these selectors match; an implied element concerns those registrations that want such.
     *
     * @return whether any registration is left
     */
    boolean begin(
            int openElement,
            int[] selectors,
            int found,
            TagName elementName,
            int elementNamespace,
            @Nullable TagToken source) {
        element = openElement;
        start = session.tokenStart();
        name = elementName;
        namespace = elementNamespace;
        tag = source;
        next = 0;
        attached = false;
        known = null;
        if (matches.length < found) {
            matches = new int[Math.max(found, matches.length * 2)];
        }
        if (source == null) {
            return beginImplied(selectors, found);
        }
        for (int i = 0; i < found; i++) {
            matches[i] = selectors[i];
        }
        count = found;
        return true;
    }

    private boolean beginImplied(int[] selectors, int found) {
        count = 0;
        for (int i = 0; i < found; i++) {
            if (bySelector[selectors[i]].implied()) {
                matches[count++] = selectors[i];
            }
        }
        if (count == 0) {
            return false;
        }
        knowEnd();
        return true;
    }

    /** Whether this is about the element, and does not know of its end yet. */
    boolean waitsFor(int closed) {
        return element == closed && known == null && canHaveContent(tag, name, namespace);
    }

    /** The element may end, by the same token, while this waits. */
    void knowEnd() {
        known = session.open.take(name);
        session.open.attachAndLink(element, known);
    }

    @Override
    @Nullable
    CompletionStage<?> run() {
        boolean canHaveContent = canHaveContent(tag, name, namespace);
        if (!attached) {
            attached = true;
            unit.attach(start, known, name, namespace, tag, canHaveContent);
        }
        while (next < count && session.isHandling()) {
            Registration registration = bySelector[matches[next++]];
            if (registration.kind() == Registration.Kind.ELEMENT) {
                subject = registration.subject();
                unit.subject(subject);
                CompletionStage<?> wait = session.calls.call(registration, unit, start);
                if (wait != null) {
                    return wait;
                }
            }
        }
        if (session.hasFailed()) {
            forget();
        } else {
            unit.emit(session.emission);
            if (known != null) {
                // What is put out at an end that the same tag brings must not come before the tag's own end.
                session.emission.raw(unit.end);
            }
            settle(canHaveContent);
        }
        unit.detach();
        session.steps.giveBack(this);
        return null;
    }

    private void forget() {
        OpenElement open = unit.opened();
        if (known != null) {
            known.forget();
        } else if (open != null) {
            session.open.giveBack(open);
        }
    }

    private void settle(boolean canHaveContent) {
        if (canHaveContent && session.program.hasContentSelectors && session.isHandling()) {
            activate();
        }
        OpenElement open = unit.settle();
        if (open != null) {
            if (known == null) {
                attach(open);
            }
            if (open.isPromised()) {
                session.agenda.promised();
            }
        }
    }

    private void attach(OpenElement open) {
        if (open.isPlain()) {
            session.open.attach(element, open);
        } else {
            session.open.attachAndLink(element, open);
        }
    }

    private void activate() {
        for (int i = 0; i < count; i++) {
            int selector = matches[i];
            if (bySelector[selector].isForContent()) {
                session.activate(unit.open(), selector);
            }
        }
    }

    static boolean canHaveContent(@Nullable TagToken tag, TagName name, int namespace) {
        return namespace == Namespace.HTML ? !VOID[name.id] : tag == null || !tag.selfClosing;
    }

    private static boolean[] voidElements() {
        boolean[] isVoid = new boolean[TagId.COUNT];
        int[] ids = {
            TagId.AREA,
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
            TagId.WBR
        };
        for (int id : ids) {
            isVoid[id] = true;
        }
        return isVoid;
    }
}
