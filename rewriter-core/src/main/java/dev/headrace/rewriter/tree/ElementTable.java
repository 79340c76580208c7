package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/**
 * The elements that something still refers to. An element is a number; it lives for as long as it is on the stack of open
 * elements, in the list of active formatting elements, held by an element pointer, or the parent of an element that
 * lives. That is all that rules and sinks can ever ask about, so nothing more of the DOM is kept.
 *
 * <p>What is known of an element lies side by side in one array, so that a tag touches one place in memory; what the
 * {@link OpenElementStack} and the {@link ActiveFormattingElements} note of it lies there, too.
 *
 * <p>The usual element is a child of the entry below it on the stack, and dies when it is popped. To spare it the way
 * into its parent's list of children and out again, it is in that list only from when it might be otherwise: when it
 * comes off the stack alive, or when the stack changes below it. The fields that are not written for such an element
 * have, in a free slot, the values that it is to have.
 */
final class ElementTable {
    static final int NONE = -1;

    private static final int INITIAL_SIZE = 16;

    /** Name, kinds and namespace: {@link #traits}. */
    private static final int TRAITS = 0;

    private static final int PARENT = 1;
    private static final int FIRST_CHILD = 2;

    /** The next sibling; of a free slot, the next free one. */
    private static final int NEXT = 3;

    private static final int PREVIOUS = 4;

    /**
     * What keeps the element alive, but for the stack: how many refer to it, linked children included; and {@link
     * #LINKED}.
     */
    private static final int HOLDS = 5;

    private static final int STACK_INDEX = 6;
    private static final int LOWER = 7;
    private static final int HIGHER = 8;
    private static final int FORMATTING_ENTRY = 9;
    private static final int STRIDE = 10;

    /** The element is in its parent's list of children. */
    private static final int LINKED = 1 << 30;

    private static final int ID_MASK = 0xFFF;
    private static final int KINDS_SHIFT = 12;
    private static final int KINDS_MASK = 0xFF;
    private static final int NAMESPACE_SHIFT = 20;

    private static final int[] HTML_TRAITS = htmlTraits();

    private final TreeSink sink;
    private int[] slots = new int[INITIAL_SIZE * STRIDE];

    /**
     * By element: its name, if that has no number of its own. To store no others is cheaper than it looks: no write
     * barrier.
     */
    private TagName[] unknownNames = {};

    private int used;
    private int free = NONE;

    /** How many elements are in the list of active formatting elements, but not on the stack. */
    private int closedFormatting;

    ElementTable(TreeSink sink) {
        this.sink = sink;
    }

    // --- traits: what an element is by its name, in one number

    static int traits(int id, int namespace, int kinds) {
        return id | kinds << KINDS_SHIFT | namespace << NAMESPACE_SHIFT;
    }

    /** The traits of an element in the HTML namespace. */
    static int html(int id) {
        return HTML_TRAITS[id];
    }

    static int idOf(int traits) {
        return traits & ID_MASK;
    }

    static int kindsOf(int traits) {
        return traits >>> KINDS_SHIFT & KINDS_MASK;
    }

    static int namespaceOf(int traits) {
        return traits >>> NAMESPACE_SHIFT;
    }

    static boolean isHtml(int traits) {
        return namespaceOf(traits) == Namespace.HTML;
    }

    // --- elements

    /** A new child of the current node, to be pushed at once. */
    int addChild(TagName name, int traits, int parent) {
        int element = free == NONE ? unused() : free;
        int[] slots = this.slots;
        int base = element * STRIDE;
        free = slots[base + NEXT];
        slots[base + TRAITS] = traits;
        slots[base + PARENT] = parent;
        if (idOf(traits) == TagId.UNKNOWN) {
            nameUnknown(element, name);
        }
        return element;
    }

    /** A new element that nothing refers to yet: something is to, before anything is released. */
    int add(TagName name, int traits, int parent) {
        int element = addChild(name, traits, parent);
        slots[element * STRIDE + STACK_INDEX] = NONE;
        link(element, parent);
        return element;
    }

    /** A new child of the current node that is released before the next is added, and never pushed. */
    int addPassing(int traits, int parent) {
        if (free == NONE) {
            free = unused();
        }
        slots[free * STRIDE + TRAITS] = traits;
        slots[free * STRIDE + PARENT] = parent;
        return free;
    }

    int capacity() {
        return slots.length / STRIDE;
    }

    int traits(int element) {
        return slots[element * STRIDE + TRAITS];
    }

    TagName name(int element) {
        int id = idOf(traits(element));
        return id == TagId.UNKNOWN ? unknownNames[element] : TagName.known(id);
    }

    int namespace(int element) {
        return namespaceOf(traits(element));
    }

    int kinds(int element) {
        return kindsOf(traits(element));
    }

    void addKind(int element, byte kind) {
        slots[element * STRIDE + TRAITS] |= kind << KINDS_SHIFT;
    }

    int parent(int element) {
        return slots[element * STRIDE + PARENT];
    }

    /** The {@link TagId} of an element in the HTML namespace, -1 for any other. */
    int htmlId(int element) {
        return htmlIdOf(traits(element));
    }

    static int htmlIdOf(int traits) {
        return isHtml(traits) ? idOf(traits) : -1;
    }

    void retain(int element) {
        slots[element * STRIDE + HOLDS]++;
    }

    void release(int element) {
        slots[element * STRIDE + HOLDS]--;
        freeIfUnused(element);
    }

    /** Frees an element that nothing refers to, and its ancestors for as long as it was all that kept them. */
    private void freeIfUnused(int element) {
        int slot = element;
        while (slot >= 0) {
            int[] slots = this.slots;
            int base = slot * STRIDE;
            if ((slots[base + HOLDS] & ~LINKED) != 0 || slots[base + STACK_INDEX] >= 0) {
                return;
            }
            sink.elementReleased(slot);
            int parent = slots[base + PARENT];
            unlink(slot);
            putFree(slot);
            slot = parent;
        }
    }

    private void putFree(int element) {
        int base = element * STRIDE;
        if (idOf(slots[base + TRAITS]) == TagId.UNKNOWN) {
            unknownNames[element] = TagName.known(TagId.UNKNOWN);
        }
        slots[base + NEXT] = free;
        free = element;
    }

    /** The element has come off the stack. */
    void leave(int element) {
        setStackIndex(element, NONE);
        freeIfUnused(element);
    }

    /**
     * Whether an element that comes off the stack dies of it without touching any other: it is as usual. Then {@link
     * #bury} is all there is to be done.
     */
    boolean diesWithEntry(int element) {
        return slots[element * STRIDE + HOLDS] == 0;
    }

    void bury(int element) {
        sink.elementReleased(element);
        putFree(element);
    }

    /** Puts an element into its parent's list of children, unless it is in it. */
    void link(int element) {
        link(element, parent(element));
    }

    void move(int element, int parent) {
        int old = parent(element);
        unlink(element);
        slots[element * STRIDE + PARENT] = parent;
        link(element, parent);
        freeIfUnused(old);
    }

    /** Gives the living children of one element to another; returns how many. */
    int moveChildren(int from, int to) {
        int moved = 0;
        retain(from);
        for (int child = firstChild(from); child != NONE; child = firstChild(from)) {
            move(child, to);
            moved++;
        }
        release(from);
        return moved;
    }

    private int firstChild(int element) {
        return slots[element * STRIDE + FIRST_CHILD];
    }

    private void link(int element, int parent) {
        int[] slots = this.slots;
        int base = element * STRIDE;
        if (parent < 0 || (slots[base + HOLDS] & LINKED) != 0) {
            return;
        }
        int parentBase = parent * STRIDE;
        int first = slots[parentBase + FIRST_CHILD];
        if (first != NONE) {
            slots[first * STRIDE + PREVIOUS] = element;
        }
        slots[parentBase + FIRST_CHILD] = element;
        slots[parentBase + HOLDS]++;
        slots[base + NEXT] = first;
        slots[base + PREVIOUS] = NONE;
        slots[base + HOLDS] |= LINKED;
    }

    private void unlink(int element) {
        int[] slots = this.slots;
        int base = element * STRIDE;
        if ((slots[base + HOLDS] & LINKED) == 0) {
            return;
        }
        int parentBase = slots[base + PARENT] * STRIDE;
        int previous = slots[base + PREVIOUS];
        int next = slots[base + NEXT];
        if (previous == NONE) {
            slots[parentBase + FIRST_CHILD] = next;
        } else {
            slots[previous * STRIDE + NEXT] = next;
        }
        if (next != NONE) {
            slots[next * STRIDE + PREVIOUS] = previous;
        }
        slots[parentBase + HOLDS]--;
        slots[base + HOLDS] &= ~LINKED;
    }

    /** A slot never used before, as the only free one. */
    private int unused() {
        if (used * STRIDE == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slots.length);
        }
        int base = used * STRIDE;
        slots[base + FIRST_CHILD] = NONE;
        slots[base + NEXT] = NONE;
        slots[base + STACK_INDEX] = NONE;
        slots[base + FORMATTING_ENTRY] = NONE;
        return used++;
    }

    private void nameUnknown(int element, TagName name) {
        if (element >= unknownNames.length) {
            unknownNames = Arrays.copyOf(unknownNames, slots.length / STRIDE);
        }
        unknownNames[element] = name;
    }

    private static int[] htmlTraits() {
        int[] traits = new int[TagId.COUNT];
        for (int id = 0; id < traits.length; id++) {
            traits[id] = traits(id, Namespace.HTML, ElementKinds.html(id));
        }
        return traits;
    }

    // --- what others note of an element

    /** Its index on the stack of open elements, {@link #NONE} if it is not on it. */
    int stackIndex(int element) {
        return slots[element * STRIDE + STACK_INDEX];
    }

    void setStackIndex(int element, int index) {
        int base = element * STRIDE;
        if (slots[base + FORMATTING_ENTRY] != NONE) {
            closedFormatting += (index < 0 ? 1 : 0) - (slots[base + STACK_INDEX] < 0 ? 1 : 0);
        }
        slots[base + STACK_INDEX] = index;
    }

    /** The next lower one of its chain ({@link NameChains}). */
    int lower(int element) {
        return slots[element * STRIDE + LOWER];
    }

    void setLower(int element, int lower) {
        slots[element * STRIDE + LOWER] = lower;
    }

    /** The next higher one of its chain; undefined for the head of a chain. */
    int higher(int element) {
        return slots[element * STRIDE + HIGHER];
    }

    void setHigher(int element, int higher) {
        slots[element * STRIDE + HIGHER] = higher;
    }

    /** Notes that a usual element was pushed. */
    void setFirstStackIndex(int element, int index) {
        slots[element * STRIDE + STACK_INDEX] = index;
    }

    /** Its entry in the list of active formatting elements, {@link #NONE} if it has none. */
    int formattingEntry(int element) {
        return slots[element * STRIDE + FORMATTING_ENTRY];
    }

    void setFormattingEntry(int element, int entry) {
        int base = element * STRIDE;
        if (slots[base + STACK_INDEX] < 0) {
            closedFormatting += (entry == NONE ? 0 : 1) - (slots[base + FORMATTING_ENTRY] == NONE ? 0 : 1);
        }
        slots[base + FORMATTING_ENTRY] = entry;
    }

    /** Whether some element is in the list of active formatting elements, but not on the stack. */
    boolean hasClosedFormatting() {
        return closedFormatting != 0;
    }
}
