package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link SelectorProgram} on one document. Elements are the numbers that tree construction gives them; what is
 * kept of them lies in arrays that grow with the largest number. Not for use by two threads.
 */
public final class Matcher {
    /** The parent of the root element. */
    public static final int DOCUMENT = -1;

    /** No sibling: the element goes to the end of its parent. */
    public static final int NONE = -1;

    /** The parent of a copy that is not in the document until it is moved. */
    public static final int DETACHED = -2;

    private final SelectorProgram program;
    private final boolean keepsState;
    private final Subject subject;
    private final ElementStates states;
    private @Nullable LateTags html;
    private @Nullable LateTags body;

    /** A matcher for one document. */
    public Matcher(SelectorProgram program) {
        this.program = program;
        keepsState = program.keepsState();
        subject = new Subject(program);
        states = new ElementStates(program);
    }

    /**
     * Whether the document is in quirks mode, where classes and ids ignore ASCII case; to be said before the first
     * element.
     */
    public void quirks(boolean quirks) {
        subject.attributes.setQuirks(quirks);
    }

    /**
     * Matches a new element, and keeps what later elements need to know of it.
     *
     * @param before the table that foster parenting put the element before, or {@link #NONE}
     * @param tag the start tag; null for an implied element
     * @return how many selectors match; their indices are in {@link #matches}
     */
    public int elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        if (program.concerns(name)) {
            subject.attributes.clear();
            if (tag != null && tag.attributeCount != 0 && program.readsAttributes(name)) {
                subject.attributes.read(tag);
            }
            if (subject.attributes.foundCount() != 0 || program.concernsWithoutAttributes(name)) {
                return match(element, parent, before, name, namespace, tag);
            }
        }
        if (keepsState) {
            states.passOver(element, parent);
        }
        return 0;
    }

    private int match(int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        boolean anchor = namespace == Namespace.HTML
                && (name.id == TagId.TABLE || name.id == TagId.HTML || name.id == TagId.BODY);
        subject.begin(name, namespace, parent == DOCUMENT);
        if (keepsState) {
            states.enter(subject, element, parent, before);
        }
        program.index.match(subject);
        subject.sortMatches();
        if (keepsState) {
            states.settle(subject, element, parent, before, anchor);
        }
        if (anchor && name.id != TagId.TABLE) {
            rememberForLateTags(element, name, tag);
        }
        return subject.matchCount;
    }

    /**
     * A copy of a formatting element was inserted: it has matched what the original has.
     *
     * @param parent may be {@link #DETACHED}
     */
    public void elementCloned(int element, int original, int parent, int before) {
        if (keepsState) {
            states.insertCopy(element, original, parent, before);
        }
    }

    /**
     * The attributes of a late {@code <html>} or {@code <body>} tag were merged into the element: matches it again, at
     * the place where it was inserted.
     *
     * @return how many selectors match; their indices are in {@link #matches}
     */
    public int attributesMerged(int element, TagToken tag) {
        LateTags late = html != null && html.element == element ? html : body;
        if (late == null || late.element != element) {
            throw new IllegalArgumentException("element " + element + " is neither html nor body");
        }
        if (!program.readsAttributes(late.name) || !late.addMissing(tag, subject.attributes)) {
            subject.setMatches(late.matches());
            return subject.matchCount;
        }
        subject.attributes.clear();
        subject.attributes.read(late.attributes());
        subject.begin(late.name, Namespace.HTML, late == html);
        if (keepsState) {
            states.reenter(subject, element);
        }
        program.index.match(subject);
        subject.sortMatches();
        if (keepsState) {
            states.resettle(subject, element);
        }
        late.remember(subject);
        return subject.matchCount;
    }

    /** The element was moved, with all that is in it. It keeps what it has matched. */
    public void elementMoved(int element, int parent, int before) {
        if (keepsState) {
            states.move(element, parent, before);
        }
    }

    /** All children of an element were moved to another that had none. */
    public void childrenMoved(int from, int to) {
        if (keepsState) {
            states.moveChildren(from, to);
        }
    }

    /** The element was taken out of the document: {@code body}, when a frameset takes its place. */
    public void elementRemoved(int element) {
        if (keepsState) {
            states.remove(element);
        }
    }

    /** The number may be used again. */
    public void elementReleased(int element) {
        if (keepsState) {
            states.release(element);
        }
    }

    /** The indices of the selectors that the last element matched, ascending; valid up to the count that was returned. */
    public int[] matches() {
        return subject.matches;
    }

    /** The bytes that what is kept of the document's elements takes. */
    public long memoryBytes() {
        return keepsState ? states.memoryBytes() : 0;
    }

    private void rememberForLateTags(int element, TagName name, @Nullable TagToken tag) {
        LateTags late = new LateTags(element, name, program.keys.size);
        if (tag != null && program.readsAttributes(name)) {
            late.addMissing(tag, subject.attributes);
        }
        late.remember(subject);
        if (name.id == TagId.HTML) {
            html = late;
        } else {
            body = late;
        }
    }
}
