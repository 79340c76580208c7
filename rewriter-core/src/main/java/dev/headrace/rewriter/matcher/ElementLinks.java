package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/**
 * Who is whose parent and child among the elements that are still alive, by slot. Children are listed only from when
 * somebody first asks for them: when the parser first moves something, which on most pages it never does.
 */
final class ElementLinks {
    private static final int NONE = -1;

    private int[] parent = {};
    private boolean listed;
    private int[] firstChild = {};
    private int[] next = {};
    private int[] previous = {};

    void ensure(int slots) {
        if (slots > parent.length) {
            parent = grown(parent, slots);
            if (listed) {
                growLists(slots);
            }
        }
    }

    /** Lists the children of all from now on. */
    void list() {
        if (!listed) {
            listed = true;
            growLists(parent.length);
            for (int slot = 0; slot < parent.length; slot++) {
                if (parent[slot] != NONE) {
                    attach(slot, parent[slot]);
                }
            }
        }
    }

    int parent(int slot) {
        return parent[slot];
    }

    /** The first child; {@link #list} was called. */
    int firstChild(int slot) {
        return firstChild[slot];
    }

    /** The next sibling; {@link #list} was called. */
    int next(int slot) {
        return next[slot];
    }

    /** Puts a slot that is not linked, and has no children, under a parent. */
    void insert(int slot, int parentSlot) {
        parent[slot] = parentSlot;
        if (listed) {
            firstChild[slot] = NONE;
            attach(slot, parentSlot);
        }
    }

    /** As {@link #insert}, for a slot that gets its parent by a move. */
    void insertDetached(int slot) {
        list();
        firstChild[slot] = NONE;
        parent[slot] = NONE;
        next[slot] = NONE;
        previous[slot] = NONE;
    }

    /** Moves a slot; {@link #list} was called. */
    void move(int slot, int parentSlot) {
        detach(slot);
        attach(slot, parentSlot);
    }

    void detach(int slot) {
        if (listed) {
            takeOut(slot);
        }
        parent[slot] = NONE;
    }

    long memoryBytes() {
        return 4L * parent.length + 12L * firstChild.length;
    }

    private void takeOut(int slot) {
        int before = previous[slot];
        int after = next[slot];
        if (before != NONE) {
            next[before] = after;
        } else if (parent[slot] != NONE) {
            firstChild[parent[slot]] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
        next[slot] = NONE;
        previous[slot] = NONE;
    }

    private void attach(int slot, int parentSlot) {
        int first = firstChild[parentSlot];
        parent[slot] = parentSlot;
        previous[slot] = NONE;
        next[slot] = first;
        if (first != NONE) {
            previous[first] = slot;
        }
        firstChild[parentSlot] = slot;
    }

    private void growLists(int slots) {
        firstChild = grown(firstChild, slots);
        next = grown(next, slots);
        previous = grown(previous, slots);
    }

    private static int[] grown(int[] array, int size) {
        int[] larger = Arrays.copyOf(array, size);
        Arrays.fill(larger, array.length, size, NONE);
        return larger;
    }
}
