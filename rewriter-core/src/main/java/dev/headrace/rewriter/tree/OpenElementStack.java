package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/**
 * The stack of open elements (WHATWG HTML §13.2.4.2), on which every question takes constant time, however deep a document
 * nests.
 *
 * <p>The standard answers most questions by walking down from the current node until something is found. A page of a
 * hundred thousand open elements and as many end tags that match none of them would take ten thousand million steps.
 * So each entry inherits the answers from the one below: a set of scope bits ({@link ScopeBits}) and the indices of the
 * nearest entries of a few kinds. Entries whose end tags fall under "any other end tag" are chained by name.
 *
 * <p>Only {@link #rebuild} walks, when an entry was taken out of the middle; its steps are counted ({@link Budget}).
 */
final class OpenElementStack {
    private static final int INITIAL_SIZE = 16;

    private final ElementTable table;
    private final TreeSink sink;
    private final Budget budget;
    private final int maxHeight;
    private final NameHeads heads = new NameHeads();

    private int height;
    private int[] elements = new int[INITIAL_SIZE];
    private long[] bits = new long[INITIAL_SIZE];
    private int[] special = new int[INITIAL_SIZE];
    private int[] boundary = new int[INITIAL_SIZE];
    private int[] html = new int[INITIAL_SIZE];
    private int[] decider = new int[INITIAL_SIZE];

    /** By element: its index on the stack, -1 if it is not on it. */
    private int[] indices = filled(INITIAL_SIZE);

    /** By element: the next lower and next higher one on the stack with the same name, of those that are chained. */
    private int[] lower = new int[INITIAL_SIZE];

    private int[] higher = new int[INITIAL_SIZE];

    OpenElementStack(ElementTable table, TreeSink sink, Budget budget, int maxHeight) {
        this.table = table;
        this.sink = sink;
        this.budget = budget;
        this.maxHeight = maxHeight;
    }

    int height() {
        return height;
    }

    boolean isEmpty() {
        return height == 0;
    }

    /** The current node, or {@link TreeSink#DOCUMENT}. */
    int current() {
        return height == 0 ? TreeSink.DOCUMENT : elements[height - 1];
    }

    /** The {@code TagId} of the current node if it is in the HTML namespace, else -1. */
    int currentId() {
        return height == 0 ? -1 : table.htmlId(elements[height - 1]);
    }

    boolean currentIs(int id) {
        return currentId() == id;
    }

    int at(int index) {
        return elements[index];
    }

    int indexOf(int element) {
        return indices.length <= element ? -1 : indices[element];
    }

    boolean contains(int element) {
        return indexOf(element) >= 0;
    }

    /** Whether the element, not itself one at which scopes end, is in scope. */
    boolean isInScope(int element) {
        int index = indexOf(element);
        return index >= 0 && index > boundary[height - 1];
    }

    boolean has(long scopeBits) {
        return height > 0 && (bits[height - 1] & scopeBits) != 0;
    }

    boolean hasInScope(int id) {
        return has(ScopeBits.inScope(id));
    }

    boolean hasInTableScope(int id) {
        return has(ScopeBits.inTableScope(id));
    }

    /** The index of the topmost entry that decides the insertion mode. */
    int nearestDecider() {
        return decider[height - 1];
    }

    /** The index of the topmost entry in the HTML namespace. */
    int nearestHtml() {
        return html[height - 1];
    }

    /** The index of the entry that "any other end tag" in body ends, or -1 (§13.2.6.4.7). */
    int findForEndTag(TagName name) {
        int limit = special[height - 1];
        int candidate = elements[limit];
        if (isHtml(candidate) && table.name(candidate).same(name)) {
            // Chained are only ordinary elements: a special name has no other candidate.
            return limit;
        }
        int element = heads.get(name);
        while (element != ElementTable.NONE && indices[element] > limit) {
            if (isHtml(element)) {
                return indices[element];
            }
            element = lower[element];
        }
        return -1;
    }

    /** The index of the entry above the topmost HTML one that has this name, or -1 (§13.2.6.5). */
    int findForeign(TagName name) {
        int element = heads.get(name);
        return element != ElementTable.NONE && indices[element] > html[height - 1] ? indices[element] : -1;
    }

    void push(int element) {
        if (height == maxHeight) {
            throw new TreeLimitException("maxOpenElements", maxHeight);
        }
        if (height == elements.length) {
            growHeight();
        }
        if (indices.length < table.capacity()) {
            growTable();
        }
        table.retain(element);
        int index = height++;
        elements[index] = element;
        indices[element] = index;
        derive(index);
        if (isChained(element)) {
            int below = heads.set(table.name(element), element);
            lower[element] = below;
            higher[element] = ElementTable.NONE;
            if (below != ElementTable.NONE) {
                higher[below] = element;
            }
        }
    }

    /** Pops the current node and reports it closed. */
    void pop(boolean endTag) {
        int element = elements[--height];
        forget(element);
        close(element, endTag);
        table.release(element);
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
        int index = indices[element];
        forget(element);
        height--;
        System.arraycopy(elements, index + 1, elements, index, height - index);
        rebuild(index, height);
        table.release(element);
    }

    /**
     * What the adoption agency does to the stack: {@code replacements} stand for the entries between the formatting element
     * and the furthest block, lowest first ({@link ElementTable#NONE} for one that goes); the formatting element goes, and
     * {@code added} comes right above the furthest block. Closing was reported by the caller.
     */
    void adopt(int formattingIndex, int blockIndex, int[] replacements, int added) {
        if (indices.length < table.capacity()) {
            growTable();
        }
        int to = formattingIndex;
        int formatting = elements[formattingIndex];
        table.retain(added);
        int replaced = blockIndex - formattingIndex - 1;
        int[] old = Arrays.copyOfRange(elements, formattingIndex + 1, blockIndex);
        int block = elements[blockIndex];
        forget(formatting);
        for (int i = 0; i < replaced; i++) {
            int element = replacements[i];
            if (element == ElementTable.NONE) {
                forget(old[i]);
            } else {
                if (element != old[i]) {
                    table.retain(element);
                    substitute(old[i], element);
                }
                elements[to++] = element;
            }
        }
        elements[to++] = block;
        elements[to++] = added;
        int rest = height - blockIndex - 1;
        System.arraycopy(elements, blockIndex + 1, elements, to, rest);
        boolean shifted = to != blockIndex + 1;
        height = to + rest;
        rebuild(formattingIndex, shifted ? height : to);
        chain(added);
        for (int i = 0; i < replaced; i++) {
            if (replacements[i] != old[i]) {
                table.release(old[i]);
            }
        }
        table.release(formatting);
    }

    /** The index of the lowest special entry above this one, or -1. */
    int lowestSpecialAbove(int index) {
        for (int i = index + 1; i < height; i++) {
            if (special[i] == i) {
                return i;
            }
        }
        return -1;
    }

    private void derive(int index) {
        int element = elements[index];
        byte kinds = table.kinds(element);
        boolean isHtml = isHtml(element);
        if (index == 0) {
            bits[0] = ScopeBits.inheritHtml(0, table.name(element).id);
            special[0] = 0;
            boundary[0] = 0;
            html[0] = 0;
            decider[0] = 0;
            return;
        }
        int below = index - 1;
        boolean isBoundary = (kinds & ElementKinds.SCOPE_BOUNDARY) != 0;
        bits[index] = isHtml
                ? ScopeBits.inheritHtml(bits[below], table.name(element).id)
                : ScopeBits.inheritForeign(bits[below], isBoundary);
        special[index] = (kinds & ElementKinds.SPECIAL) != 0 ? index : special[below];
        boundary[index] = isBoundary ? index : boundary[below];
        html[index] = isHtml ? index : html[below];
        decider[index] = (kinds & ElementKinds.MODE_DECIDER) != 0 ? index : decider[below];
    }

    /** Derives entries anew: up to {@code certain}, and on from there until nothing changes. */
    private void rebuild(int from, int certain) {
        int index = from;
        for (; index < height; index++) {
            long oldBits = bits[index];
            int oldSpecial = special[index];
            int oldBoundary = boundary[index];
            int oldHtml = html[index];
            int oldDecider = decider[index];
            derive(index);
            indices[elements[index]] = index;
            if (index >= certain
                    && oldBits == bits[index]
                    && oldSpecial == special[index]
                    && oldBoundary == boundary[index]
                    && oldHtml == html[index]
                    && oldDecider == decider[index]) {
                break;
            }
        }
        budget.spend(index - from);
    }

    private boolean isHtml(int element) {
        return table.namespace(element) == Namespace.HTML;
    }

    private boolean isChained(int element) {
        return !isHtml(element) || (table.kinds(element) & ElementKinds.SPECIAL) == 0;
    }

    private void forget(int element) {
        indices[element] = -1;
        if (isChained(element)) {
            int below = lower[element];
            int above = higher[element];
            if (below != ElementTable.NONE) {
                higher[below] = above;
            }
            if (above == ElementTable.NONE) {
                heads.set(table.name(element), below);
            } else {
                lower[above] = below;
            }
        }
    }

    /** Puts a copy into an element's place in the chain of its name. */
    private void substitute(int original, int copy) {
        int below = lower[original];
        int above = higher[original];
        indices[original] = -1;
        lower[copy] = below;
        higher[copy] = above;
        if (below != ElementTable.NONE) {
            higher[below] = copy;
        }
        if (above == ElementTable.NONE) {
            heads.set(table.name(copy), copy);
        } else {
            lower[above] = copy;
        }
    }

    /** Puts an element, already on the stack, into the chain of its name. */
    private void chain(int element) {
        TagName name = table.name(element);
        int above = ElementTable.NONE;
        int below = heads.get(name);
        int steps = 0;
        while (below != ElementTable.NONE && indices[below] > indices[element]) {
            above = below;
            below = lower[below];
            steps++;
        }
        budget.spend(steps);
        lower[element] = below;
        higher[element] = above;
        if (below != ElementTable.NONE) {
            higher[below] = element;
        }
        if (above == ElementTable.NONE) {
            heads.set(name, element);
        } else {
            lower[above] = element;
        }
    }

    private void growHeight() {
        int size = elements.length * 2;
        elements = Arrays.copyOf(elements, size);
        bits = Arrays.copyOf(bits, size);
        special = Arrays.copyOf(special, size);
        boundary = Arrays.copyOf(boundary, size);
        html = Arrays.copyOf(html, size);
        decider = Arrays.copyOf(decider, size);
    }

    private void growTable() {
        int old = indices.length;
        int size = table.capacity();
        indices = Arrays.copyOf(indices, size);
        Arrays.fill(indices, old, size, -1);
        lower = Arrays.copyOf(lower, size);
        higher = Arrays.copyOf(higher, size);
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, -1);
        return array;
    }
}
