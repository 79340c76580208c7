package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/**
 * The stack of open elements (WHATWG HTML §13.2.4.2), on which every question takes constant time, however deep a
 * document nests.
 *
 * <p>The standard answers most questions by walking down from the current node until something is found. A page of a
 * hundred thousand open elements and as many end tags that match none of them would take ten thousand million steps.
 * So each entry inherits the answers from the one below: a set of scope bits ({@link ScopeBits}) and the indices of the
 * nearest entries of a few kinds. Entries with the same name are chained ({@link
 * NameChains}).
 *
 * <p>Only {@link #rebuild} walks, when an entry was taken out of the middle; its steps are counted ({@link Budget}).
 */
final class OpenElementStack {
    private static final int INITIAL_SIZE = 16;

    /** The {@link ScopeBits} of an entry. */
    private static final int BITS = 0;

    /** The element (low half) and its traits (high half) as they were when it was pushed. */
    private static final int ELEMENT = 1;

    /** The indices of the nearest special entry (low half) and of the nearest at which scopes end (high half). */
    private static final int NEAREST = 2;

    /**
     * The indices of the nearest entry that decides the insertion mode (low half) and, of a foreign entry, of the nearest
     * HTML one (high half).
     */
    private static final int CONTEXT = 3;

    private static final int STRIDE = 4;
    private static final long LOW_HALF = 0xFFFFFFFFL;

    private final ElementTable table;
    private final TreeSink sink;
    private final Budget budget;
    private final int maxHeight;
    private final NameChains chains;

    private int height;

    /**
     * The entries below this one know what they inherit, and are in their chains. Higher ones, like most entries of most
     * pages, have not been asked for it yet.
     */
    private int settled;

    /** What an entry is and what it inherits, side by side. */
    private long[] entries = new long[INITIAL_SIZE * STRIDE];

    OpenElementStack(ElementTable table, TreeSink sink, Budget budget, int maxHeight) {
        this.table = table;
        this.sink = sink;
        this.budget = budget;
        this.maxHeight = maxHeight;
        chains = new NameChains(table);
    }

    int height() {
        return height;
    }

    boolean isEmpty() {
        return height == 0;
    }

    /** The current node, or {@link TreeSink#DOCUMENT}. */
    int current() {
        return height == 0 ? TreeSink.DOCUMENT : at(height - 1);
    }

    /** The {@code TagId} of the current node if it is in the HTML namespace, else -1. */
    int currentId() {
        return height == 0 ? -1 : ElementTable.htmlIdOf(traitsAt(height - 1));
    }

    /** The traits of the current node as it was when it was pushed; there is one. */
    int currentTraits() {
        return traitsAt(height - 1);
    }

    boolean currentIs(int id) {
        return currentId() == id;
    }

    int at(int index) {
        return (int) entries[index * STRIDE + ELEMENT];
    }

    int indexOf(int element) {
        return table.stackIndex(element);
    }

    boolean contains(int element) {
        return indexOf(element) >= 0;
    }

    /** Whether the element, not itself one at which scopes end, is in scope. */
    boolean isInScope(int element) {
        int index = indexOf(element);
        settle();
        return index >= 0 && index > boundary(height - 1);
    }

    /** The {@link ScopeBits} of the current node. */
    long bits() {
        return height == 0 ? 0 : entries[(height - 1) * STRIDE + BITS];
    }

    /** The {@link ScopeBits} of the entry below the current node. */
    long bitsBelow() {
        return height < 2 ? 0 : entries[(height - 2) * STRIDE + BITS];
    }

    boolean has(long scopeBits) {
        return (bits() & scopeBits) != 0;
    }

    boolean hasInScope(int id) {
        return has(ScopeBits.inScope(id));
    }

    boolean hasInTableScope(int id) {
        return has(ScopeBits.inTableScope(id));
    }

    /** The index of the topmost entry that decides the insertion mode. */
    int nearestDecider() {
        settle();
        return (int) entries[(height - 1) * STRIDE + CONTEXT];
    }

    /** The index of the topmost entry in the HTML namespace. */
    int nearestHtml() {
        settle();
        return nearestHtml(height - 1);
    }

    /** The index of the entry that "any other end tag" in body ends, or -1 (§13.2.6.4.7). */
    int findForEndTag(TagName name) {
        settle();
        int element = chains.topHtml(name);
        return element != ElementTable.NONE && indexOf(element) >= special(height - 1) ? indexOf(element) : -1;
    }

    /** The index of the entry above the topmost HTML one that has this name, or -1 (§13.2.6.5). */
    int findForeign(TagName name) {
        settle();
        int element = chains.topForeign(name);
        return element != ElementTable.NONE && indexOf(element) > nearestHtml() ? indexOf(element) : -1;
    }

    void push(int element) {
        int index = height;
        pushEntry(element, table.traits(element));
        table.setStackIndex(element, index);
    }

    /** Inserts and pushes a child of the current node. */
    int pushChild(TagName name, int traits) {
        int element = table.addChild(name, traits, current());
        table.setFirstStackIndex(element, height);
        pushEntry(element, traits);
        return element;
    }

    private void pushEntry(int element, int traits) {
        if (isFull()) {
            throw new TreeLimitException("maxOpenElements", maxHeight);
        }
        if (height * STRIDE == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        int index = height++;
        int base = index * STRIDE;
        entries[base + ELEMENT] = pair(element, traits);
        entries[base + BITS] = ScopeBits.inherit(index == 0 ? 0 : entries[base - STRIDE + BITS], traits);
    }

    /**
     * Has all entries know what they inherit, and chained. Each is settled once, so that this takes no longer than
     * pushing.
     */
    private void settle() {
        for (; settled < height; settled++) {
            int traits = traitsAt(settled);
            derive(settled, traits);
            chains.push(at(settled), traits);
        }
    }

    /** The topmost entry, just popped, may have been settled. */
    private void unsettle(int element, int traits) {
        if (height < settled) {
            chains.pop(element, traits);
            settled = height;
        }
    }

    /** Whether no more elements may be pushed. */
    boolean isFull() {
        return height == maxHeight;
    }

    /** Pops the current node and reports it closed. */
    void pop(boolean endTag) {
        int index = --height;
        int element = at(index);
        unsettle(element, traitsAt(index));
        close(element, endTag);
        if (table.diesWithEntry(element)) {
            table.bury(element);
        } else {
            table.link(element);
            table.leave(element);
        }
    }

    /** Pops all that is above the entry as closed by implication, then the entry itself. */
    void popTo(int index, boolean endTag) {
        while (height > index + 1) {
            pop(false);
        }
        pop(endTag);
    }

    /** Pops until an HTML element with this name has been popped; there is one. */
    void popUntil(int id, boolean endTag) {
        while (!currentIs(id)) {
            pop(false);
        }
        pop(endTag);
    }

    /** Reports the element closed, unless it was before. */
    void close(int element, boolean endTag) {
        if ((table.kinds(element) & ElementKinds.CLOSED) == 0) {
            sink.elementClosed(element, endTag);
        }
    }

    /** §13.2.6.3 */
    void generateImpliedEndTags() {
        while (ElementKinds.hasImpliedEndTag(currentId())) {
            pop(false);
        }
    }

    /** §13.2.6.3 */
    void generateImpliedEndTagsExcept(int id) {
        while (!currentIs(id) && ElementKinds.hasImpliedEndTag(currentId())) {
            pop(false);
        }
    }

    /** §13.2.6.3 */
    void generateAllImpliedEndTagsThoroughly() {
        while (ElementKinds.hasImpliedEndTagThoroughly(currentId())) {
            pop(false);
        }
    }

    /** Takes an element out, wherever it is. The caller reports it closed. */
    void remove(int element) {
        settle();
        int index = indexOf(element);
        linkChildren(index, index + 1);
        chains.remove(element);
        height--;
        settled = height;
        copy(index + 1, index, height - index);
        rebuild(index, height);
        table.leave(element);
    }

    /** Has these entries, and no others, known as children to their parents: the stack is about to change here. */
    void linkChildren(int from, int to) {
        for (int index = from; index <= to && index < height; index++) {
            table.link(at(index));
        }
    }

    /**
     * What the adoption agency does to the stack: {@code replacements} stand for the entries between the formatting
     * element and the furthest block, lowest first ({@link ElementTable#NONE} for one that goes); the formatting element
     * goes, and {@code added} comes right above the furthest block. Closing was reported by the caller.
     */
    void adopt(int formattingIndex, int blockIndex, int[] replacements, int added) {
        settle();
        int to = formattingIndex;
        int formatting = at(formattingIndex);
        int replaced = blockIndex - formattingIndex - 1;
        int[] old = new int[replaced];
        for (int i = 0; i < replaced; i++) {
            old[i] = at(formattingIndex + 1 + i);
        }
        int block = at(blockIndex);
        chains.remove(formatting);
        for (int i = 0; i < replaced; i++) {
            int element = replacements[i];
            if (element == ElementTable.NONE) {
                chains.remove(old[i]);
            } else {
                if (element != old[i]) {
                    chains.substitute(old[i], element);
                }
                put(to++, element);
            }
        }
        put(to++, block);
        put(to++, added);
        int rest = height - blockIndex - 1;
        copy(blockIndex + 1, to, rest);
        boolean shifted = to != blockIndex + 1;
        height = to + rest;
        settled = height;
        rebuild(formattingIndex, shifted ? height : to);
        budget.spend(chains.insert(added));
        for (int i = 0; i < replaced; i++) {
            if (replacements[i] != old[i]) {
                table.leave(old[i]);
            }
        }
        table.leave(formatting);
    }

    /** The index of the lowest special entry above this one, or -1. */
    int lowestSpecialAbove(int index) {
        settle();
        for (int i = index + 1; i < height; i++) {
            if (special(i) == i) {
                return i;
            }
        }
        return -1;
    }

    /** Notes what an entry inherits from the one below, and what it adds; but for its {@link ScopeBits}. */
    private void derive(int index, int traits) {
        int base = index * STRIDE;
        int kinds = ElementTable.kindsOf(traits);
        if (index == 0) {
            entries[NEAREST] = 0;
            entries[CONTEXT] = 0;
            return;
        }
        int below = base - STRIDE;
        long nearest = entries[below + NEAREST];
        if ((kinds & ElementKinds.SPECIAL) != 0) {
            nearest = nearest & ~LOW_HALF | index;
        }
        if ((kinds & ElementKinds.SCOPE_BOUNDARY) != 0) {
            nearest = pair((int) nearest, index);
        }
        entries[base + NEAREST] = nearest;
        long decider = (kinds & ElementKinds.MODE_DECIDER) != 0 ? index : entries[below + CONTEXT] & LOW_HALF;
        entries[base + CONTEXT] = ElementTable.isHtml(traits) ? decider : decider | (long) nearestHtml(index - 1) << 32;
    }

    /** Derives entries anew: up to {@code certain}, and on from there until nothing changes. */
    private void rebuild(int from, int certain) {
        int index = from;
        for (; index < height; index++) {
            int base = index * STRIDE;
            long oldBits = entries[base + BITS];
            long oldNearest = entries[base + NEAREST];
            long oldContext = entries[base + CONTEXT];
            int traits = traitsAt(index);
            entries[base + BITS] = ScopeBits.inherit(index == 0 ? 0 : entries[base - STRIDE + BITS], traits);
            derive(index, traits);
            table.setStackIndex(at(index), index);
            if (index >= certain
                    && oldBits == entries[base + BITS]
                    && oldNearest == entries[base + NEAREST]
                    && oldContext == entries[base + CONTEXT]) {
                break;
            }
        }
        budget.spend(index - from);
    }

    private void put(int index, int element) {
        entries[index * STRIDE + ELEMENT] = pair(element, table.traits(element));
    }

    private void copy(int from, int to, int count) {
        System.arraycopy(entries, from * STRIDE, entries, to * STRIDE, count * STRIDE);
    }

    private int traitsAt(int index) {
        return (int) (entries[index * STRIDE + ELEMENT] >>> 32);
    }

    private int special(int index) {
        return (int) entries[index * STRIDE + NEAREST];
    }

    private int boundary(int index) {
        return (int) (entries[index * STRIDE + NEAREST] >>> 32);
    }

    private int nearestHtml(int index) {
        return ElementTable.isHtml(traitsAt(index)) ? index : (int) (entries[index * STRIDE + CONTEXT] >>> 32);
    }

    private static long pair(int low, int high) {
        return low & LOW_HALF | (long) high << 32;
    }
}
