package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import org.jspecify.annotations.Nullable;

/**
 * Puts steps on the agenda. A step is made when none of its kind is free: documents whose tokens have one step of a kind at
 * most, as nearly all do, make one of each kind that they need.
 */
final class Steps {
    private static final int FREE_END_TAGS = 4;

    private final Session session;
    private final Agenda agenda;
    private final Registration[] bySelector;
    private final boolean hasContentSelectors;
    private @Nullable ElementUnit elementUnit;
    private @Nullable ElementStep freeElement;

    /** The step of the start tag under way; implied elements may have steps before it. */
    private @Nullable ElementStep ofStartTag;

    private @Nullable EndTagUnit endTagUnit;
    private @Nullable EndTagStep freeEndTag;
    private int freeEndTags;
    private @Nullable TextStep freeText;
    private @Nullable CommentStep freeComment;

    Steps(Session session) {
        this.session = session;
        agenda = session.agenda;
        bySelector = session.program.bySelector;
        hasContentSelectors = session.program.hasContentSelectors;
    }

    /** An element was inserted that these selectors match, the first {@code found} of the array. */
    void element(int element, int[] selectors, int found, TagName name, int namespace, @Nullable TagToken source) {
        if (hasContentSelectors && source != null && agenda.isEmpty() && areForContent(selectors, found)) {
            activate(element, selectors, found, name, namespace, source);
            return;
        }
        ElementStep step = freeElement;
        if (step == null) {
            if (elementUnit == null) {
                elementUnit = new ElementUnit(session);
            }
            step = new ElementStep(session, elementUnit);
        }
        freeElement = null;
        ofStartTag = source == null ? ofStartTag : step;
        if (step.begin(element, selectors, found, name, namespace, source)) {
            agenda.add(step);
        } else {
            freeElement = step;
        }
    }

    private boolean areForContent(int[] selectors, int found) {
        for (int i = 0; i < found; i++) {
            if (!bySelector[selectors[i]].isForContent()) {
                return false;
            }
        }
        return true;
    }

    /** With no handler to call, and nothing that is to be done before, there need be no step. */
    private void activate(int element, int[] selectors, int found, TagName name, int namespace, TagToken source) {
        if (ElementStep.canHaveContent(source, name, namespace)) {
            OpenElement open = session.open.take(name);
            for (int i = 0; i < found; i++) {
                session.activate(open, selectors[i]);
            }
            session.open.attach(element, open);
        }
    }

    /** An element came to its end, whose step may be on the agenda still, as that of a form in a table. */
    void ended(int element) {
        if (ofStartTag != null && ofStartTag.waitsFor(element)) {
            ofStartTag.knowEnd();
        }
    }

    void giveBack(ElementStep step) {
        freeElement = step;
        ofStartTag = null;
    }

    /** An element came to its end; {@code endTag} is its end tag, if that ended it. */
    void endTag(OpenElement element, @Nullable TagToken endTag) {
        if (element.isPlain() && agenda.isEmpty()) {
            session.deactivate(element);
            session.open.remove(element);
            return;
        }
        element.closing = true;
        EndTagStep step = freeEndTag;
        if (step == null) {
            if (endTagUnit == null) {
                endTagUnit = new EndTagUnit(session);
            }
            step = new EndTagStep(session, endTagUnit, element);
        } else {
            freeEndTag = step.nextFree;
            freeEndTags--;
        }
        step.begin(element, endTag);
        agenda.add(step);
    }

    void giveBack(EndTagStep step) {
        if (freeEndTags < FREE_END_TAGS) {
            freeEndTags++;
            step.nextFree = freeEndTag;
            freeEndTag = step;
        }
    }

    void text(int start, int end, TokenizerState state, boolean endsNode, boolean endsRun) {
        TextStep step = freeText == null ? new TextStep(session) : freeText;
        freeText = null;
        step.begin(start, end, state, endsNode, endsRun);
        agenda.perform(step);
    }

    void giveBack(TextStep step) {
        freeText = step;
    }

    void comment(int start, int contentStart, int contentEnd, int end) {
        CommentStep step = freeComment == null ? new CommentStep(session) : freeComment;
        freeComment = null;
        step.begin(start, contentStart, contentEnd, end);
        agenda.perform(step);
    }

    void giveBack(CommentStep step) {
        freeComment = step;
    }
}
