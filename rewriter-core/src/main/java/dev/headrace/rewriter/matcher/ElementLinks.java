package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/** Who is whose parent and child among the elements that are still alive, by slot. */
final class ElementLinks {
    private static final int NONE = -1;

    private int[] parent = {};
    private int[] firstChild = {};
    private int[] next = {};
    private int[] previous = {};

    void ensure(int slots) {
        int old = parent.length;
        if (slots > old) {
            parent = grown(parent, slots);
            firstChild = grown(firstChild, slots);
            next = grown(next, slots);
            previous = grown(previous, slots);
        }
    }

    int parent(int slot) {
        return parent[slot];
    }

    int firstChild(int slot) {
        return firstChild[slot];
    }

    int next(int slot) {
        return next[slot];
    }

    /** Puts a slot that is not linked, and has no children, under a parent. */
    void insert(int slot, int parentSlot) {
        firstChild[slot] = NONE;
        attach(slot, parentSlot);
    }

    /** As {@link #insert}, for a slot that gets its parent by a move. */
    void insertDetached(int slot) {
        firstChild[slot] = NONE;
        parent[slot] = NONE;
        next[slot] = NONE;
        previous[slot] = NONE;
    }

    void move(int slot, int parentSlot) {
        detach(slot);
        attach(slot, parentSlot);
    }

    void detach(int slot) {
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
        parent[slot] = NONE;
        next[slot] = NONE;
        previous[slot] = NONE;
    }

    long memoryBytes() {
        return 16L * parent.length;
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

    private static int[] grown(int[] array, int size) {
        int[] larger = Arrays.copyOf(array, size);
        Arrays.fill(larger, array.length, size, NONE);
        return larger;
    }
}
