package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/**
 * The elements that something still refers to. An element is a slot in parallel arrays; it lives for as long as it is on
 * the stack of open elements, in the list of active formatting elements, held by an element pointer, or the parent of
 * an element that lives. That is all that rules and sinks can ever ask about, so nothing more of the DOM is kept.
 */
final class ElementTable {
    static final int NONE = -1;

    private static final int INITIAL_SIZE = 16;
    private static final TagName FREE = TagName.known(TagId.A);

    private final TreeSink sink;
    private TagName[] names = new TagName[INITIAL_SIZE];
    private byte[] namespaces = new byte[INITIAL_SIZE];
    private byte[] kinds = new byte[INITIAL_SIZE];
    private int[] references = new int[INITIAL_SIZE];
    private int[] parents = new int[INITIAL_SIZE];
    private int[] firstChildren = new int[INITIAL_SIZE];
    private int[] nextSiblings = new int[INITIAL_SIZE];
    private int[] previousSiblings = new int[INITIAL_SIZE];
    private int used;

    /** The first free slot; the next one stands where its parent would. */
    private int free = NONE;

    ElementTable(TreeSink sink) {
        this.sink = sink;
    }

    /** A new element without references, which is to be given one before anything is released. */
    int add(TagName name, int namespace, byte kinds, int parent) {
        int element = free;
        if (element == NONE) {
            if (used == names.length) {
                grow();
            }
            element = used++;
        } else {
            free = parents[element];
        }
        names[element] = name;
        namespaces[element] = (byte) namespace;
        this.kinds[element] = kinds;
        references[element] = 0;
        firstChildren[element] = NONE;
        link(element, parent);
        return element;
    }

    int capacity() {
        return names.length;
    }

    TagName name(int element) {
        return names[element];
    }

    int namespace(int element) {
        return namespaces[element];
    }

    byte kinds(int element) {
        return kinds[element];
    }

    void addKind(int element, byte kind) {
        kinds[element] |= kind;
    }

    int parent(int element) {
        return parents[element];
    }

    /** The {@link TagId} of an element in the HTML namespace, -1 for any other. */
    int htmlId(int element) {
        return namespaces[element] == Namespace.HTML ? names[element].id : -1;
    }

    void retain(int element) {
        references[element]++;
    }

    void release(int element) {
        references[element]--;
        int slot = element;
        while (slot >= 0 && references[slot] == 0 && firstChildren[slot] == NONE) {
            int parent = parents[slot];
            sink.elementReleased(slot);
            unlink(slot);
            names[slot] = FREE;
            references[slot] = NONE;
            parents[slot] = free;
            free = slot;
            slot = parent;
        }
    }

    void move(int element, int parent) {
        int old = parents[element];
        unlink(element);
        link(element, parent);
        if (old >= 0) {
            references[old]++;
            release(old);
        }
    }

    /** Gives the living children of one element to another; returns how many. */
    int moveChildren(int from, int to) {
        int moved = 0;
        references[from]++;
        while (firstChildren[from] != NONE) {
            move(firstChildren[from], to);
            moved++;
        }
        release(from);
        return moved;
    }

    private void link(int element, int parent) {
        parents[element] = parent;
        previousSiblings[element] = NONE;
        nextSiblings[element] = NONE;
        if (parent >= 0) {
            int first = firstChildren[parent];
            nextSiblings[element] = first;
            if (first != NONE) {
                previousSiblings[first] = element;
            }
            firstChildren[parent] = element;
        }
    }

    private void unlink(int element) {
        int parent = parents[element];
        if (parent < 0) {
            return;
        }
        int previous = previousSiblings[element];
        int next = nextSiblings[element];
        if (previous == NONE) {
            firstChildren[parent] = next;
        } else {
            nextSiblings[previous] = next;
        }
        if (next != NONE) {
            previousSiblings[next] = previous;
        }
    }

    private void grow() {
        int size = names.length * 2;
        names = Arrays.copyOf(names, size);
        namespaces = Arrays.copyOf(namespaces, size);
        kinds = Arrays.copyOf(kinds, size);
        references = Arrays.copyOf(references, size);
        parents = Arrays.copyOf(parents, size);
        firstChildren = Arrays.copyOf(firstChildren, size);
        nextSiblings = Arrays.copyOf(nextSiblings, size);
        previousSiblings = Arrays.copyOf(previousSiblings, size);
    }
}
