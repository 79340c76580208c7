package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import java.util.Arrays;

/**
 * What is kept of the elements of a document, in slots: slot 0 is the document, slot {@code i + 1} element {@code i}.
 * Follows what the parser does to the tree, so that a later element finds the ancestors and siblings that it has in a
 * DOM.
 */
final class ElementStates {
    private static final int FIRST_CAPACITY = 16;

    private final SelectorProgram program;
    private final ElementRows rows;
    private final ElementLinks links = new ElementLinks();
    private final SiblingStates siblings;

    /** By the slot of a table, {@code html} or {@code body}: the sibling state of its parent as it was before it. */
    private final SiblingStates before;

    private final TypeCounters types = new TypeCounters();
    private int capacity;

    ElementStates(SelectorProgram program) {
        this.program = program;
        rows = new ElementRows(program);
        siblings = new SiblingStates(program);
        before = new SiblingStates(program);
    }

    /**
     * Keeps an element that matches nothing: all that it has is its place. Only if {@link SelectorProgram#keepsOnlyBits}.
     */
    void passOver(int element, int parent) {
        int slot = element + 1;
        int parentSlot = parent + 1;
        ensure(Math.max(slot, parentSlot) + 1);
        rows.pass(slot, parentSlot);
        links.insert(slot, parentSlot);
    }

    /** Tells the subject its place, before it is matched. */
    void enter(Subject subject, int element, int parent, int beforeTable) {
        int slot = element + 1;
        int parentSlot = parent + 1;
        ensure(Math.max(slot, parentSlot) + 1);
        rows.describe(parentSlot, subject);
        if (program.keepsSiblings) {
            if (beforeTable == Matcher.NONE) {
                siblings.describe(parentSlot, subject);
            } else {
                ensureBefore(beforeTable + 1);
                before.describe(beforeTable + 1, subject);
            }
        }
        if (program.countsTypes) {
            subject.typeIndex = types.insert(slot, parentSlot, subject.name, subject.namespace);
            if (beforeTable != Matcher.NONE && types.isTable(slot)) {
                subject.typeIndex--;
            }
        }
        describeMore(subject);
    }

    /**
     * Keeps the subject, after it was matched.
     *
     * @param anchor whether others may ask for the place before it
     */
    void settle(Subject subject, int element, int parent, int beforeTable, boolean anchor) {
        int slot = element + 1;
        int parentSlot = parent + 1;
        rows.store(slot, parentSlot, subject);
        links.insert(slot, parentSlot);
        if (program.keepsSiblings) {
            siblings.clear(slot);
            if (anchor) {
                ensureBefore(slot);
                before.copy(slot, siblings, parentSlot);
            }
            addSibling(slot, parentSlot, beforeTable);
        }
    }

    /** Tells the subject the place that an element had when it was inserted. */
    void reenter(Subject subject, int element) {
        int slot = element + 1;
        int parentSlot = links.parent(slot);
        rows.describe(parentSlot, subject);
        if (program.keepsSiblings) {
            ensureBefore(slot);
            before.describe(slot, subject);
        }
        if (program.countsTypes) {
            subject.typeIndex = types.add(slot, parentSlot, 0);
        }
        describeMore(subject);
    }

    /** Keeps what has become of an element that was matched again. */
    void resettle(Subject subject, int element) {
        links.list();
        int slot = element + 1;
        rows.store(slot, links.parent(slot), subject);
        inheritInside(slot);
    }

    void insertCopy(int element, int original, int parent, int beforeTable) {
        int slot = element + 1;
        int parentSlot = parent + 1;
        ensure(Math.max(Math.max(slot, parentSlot), original + 1) + 1);
        rows.copy(slot, original + 1);
        if (program.keepsSiblings) {
            siblings.clear(slot);
        }
        if (program.countsTypes) {
            types.copyType(slot, original + 1);
        }
        if (parent == Matcher.DETACHED) {
            links.insertDetached(slot);
            return;
        }
        links.insert(slot, parentSlot);
        rows.inherit(slot, parentSlot);
        if (program.keepsSiblings) {
            addSibling(slot, parentSlot, beforeTable);
        }
        if (program.countsTypes) {
            types.add(slot, parentSlot, 1);
        }
    }

    void move(int element, int parent, int beforeTable) {
        int slot = element + 1;
        int parentSlot = parent + 1;
        links.list();
        leaveParent(slot);
        links.move(slot, parentSlot);
        if (program.keepsSiblings) {
            addSibling(slot, parentSlot, beforeTable);
        }
        if (program.countsTypes) {
            types.add(slot, parentSlot, 1);
        }
        inheritInside(slot);
    }

    void moveChildren(int from, int to) {
        int fromSlot = from + 1;
        int toSlot = to + 1;
        links.list();
        if (program.keepsSiblings) {
            siblings.copy(toSlot, siblings, fromSlot);
            siblings.clear(fromSlot);
        }
        if (program.countsTypes) {
            types.exchangeChildren(fromSlot, toSlot);
        }
        for (int child = links.firstChild(fromSlot); child >= 0; child = links.firstChild(fromSlot)) {
            links.move(child, toSlot);
            inheritInside(child);
        }
    }

    /** Takes out an anchor that is the last child of its parent. */
    void remove(int element) {
        int slot = element + 1;
        if (program.keepsSiblings) {
            ensureBefore(slot);
            siblings.copy(links.parent(slot), before, slot);
        }
        if (program.countsTypes) {
            types.add(slot, links.parent(slot), -1);
        }
    }

    void release(int element) {
        int slot = element + 1;
        links.detach(slot);
        rows.release(slot);
        if (program.countsTypes) {
            types.clear(slot);
        }
    }

    long memoryBytes() {
        return rows.memoryBytes()
                + links.memoryBytes()
                + siblings.memoryBytes()
                + before.memoryBytes()
                + types.memoryBytes();
    }

    private void addSibling(int slot, int parentSlot, int beforeTable) {
        if (beforeTable == Matcher.NONE) {
            siblings.addLast(parentSlot, rows, slot);
        } else {
            ensureBefore(beforeTable + 1);
            siblings.addBeforeLast(parentSlot, rows, slot);
            before.addLast(beforeTable + 1, rows, slot);
        }
    }

    private void leaveParent(int slot) {
        int parentSlot = links.parent(slot);
        if (parentSlot < 0) {
            return;
        }
        if (program.keepsSiblings) {
            siblings.remove(parentSlot, rows, slot);
        }
        if (program.countsTypes) {
            types.add(slot, parentSlot, -1);
        }
    }

    /** Hands down anew what a slot inherits, to all that is alive in it; stops where nothing changes. */
    private void inheritInside(int top) {
        boolean changed = rows.inherit(top, links.parent(top));
        int slot = top;
        while (true) {
            int child = changed || slot == top ? links.firstChild(slot) : -1;
            if (child >= 0) {
                slot = child;
            } else {
                while (slot != top && links.next(slot) < 0) {
                    slot = links.parent(slot);
                }
                if (slot == top) {
                    return;
                }
                slot = links.next(slot);
            }
            changed = rows.inherit(slot, links.parent(slot));
        }
    }

    private void describeMore(Subject subject) {
        if (!program.keepsOnlyBits) {
            readLanguage(subject);
            matchLists(subject);
        }
    }

    /**
     * HTML §3.2.6.2: {@code xml:lang} of foreign elements first, {@code lang} of HTML and SVG elements, else the
     * parent's.
     */
    private void readLanguage(Subject subject) {
        long[] languages = subject.languages;
        if (languages.length == 0) {
            return;
        }
        languages[0] &= ~(1L << Languages.OWN);
        TagAttributes attributes = subject.attributes;
        if (subject.namespace != Namespace.HTML && attributes.has(program.xmlLangKey)) {
            setLanguage(languages, attributes.value(program.xmlLangKey));
        } else if (subject.namespace != Namespace.MATHML && attributes.has(program.langKey)) {
            setLanguage(languages, attributes.value(program.langKey));
        }
    }

    private void setLanguage(long[] languages, String tag) {
        Arrays.fill(languages, 0);
        Bits.set(languages, Languages.OWN);
        for (int i = 0; i < program.languages.size(); i++) {
            if (Languages.matchesAny(program.languages.get(i), tag)) {
                Bits.set(languages, Languages.FIRST + i);
            }
        }
    }

    private void matchLists(Subject subject) {
        Arrays.fill(subject.lists, 0);
        for (int i = 0; i < program.lists.length; i++) {
            if (Step.any(program.lists[i], subject)) {
                Bits.set(subject.lists, i);
            }
        }
    }

    private void ensure(int slots) {
        if (slots <= capacity) {
            return;
        }
        boolean first = capacity == 0;
        capacity = Math.max(slots, Math.max(FIRST_CAPACITY, capacity * 2));
        rows.ensure(capacity);
        links.ensure(capacity);
        if (program.keepsSiblings) {
            siblings.ensure(capacity);
        }
        if (program.countsTypes) {
            types.ensure(capacity);
        }
        if (first && !program.languages.isEmpty()) {
            long[] unknown = new long[ElementRows.languageWords(program)];
            setLanguage(unknown, "");
            rows.storeLanguages(0, unknown);
        }
    }

    private void ensureBefore(int slot) {
        if (slot >= before.slots()) {
            before.ensure(Math.max(slot + 1, Math.min(capacity, 2 * before.slots())));
        }
    }
}
