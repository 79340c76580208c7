package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/**
 * What the next child of a parent needs to know of its earlier siblings, by slot: the bits that they left, how many they
 * are, and how many of them match each {@code of S} list.
 */
final class SiblingStates {
    private final SelectorProgram program;
    private final int words;
    private final int stride;
    private long[] beside = {};

    /** By slot: the number of children, then one number for each list. */
    private int[] counts = {};

    SiblingStates(SelectorProgram program) {
        this.program = program;
        words = program.words;
        stride = 1 + program.lists.length;
    }

    void ensure(int slots) {
        if (slots * stride > counts.length) {
            counts = Arrays.copyOf(counts, slots * stride);
            beside = Arrays.copyOf(beside, slots * words);
        }
    }

    int slots() {
        return counts.length / stride;
    }

    /** Tells a subject what it needs to know if it is inserted behind what is here. */
    void describe(int slot, Subject subject) {
        subject.addLeft(beside, slot * words);
        subject.childIndex = counts[slot * stride] + 1;
        subject.listCounts = counts;
        subject.listCountsBase = slot * stride + 1;
    }

    void clear(int slot) {
        Arrays.fill(beside, slot * words, (slot + 1) * words, 0);
        Arrays.fill(counts, slot * stride, (slot + 1) * stride, 0);
    }

    void copy(int slot, SiblingStates from, int fromSlot) {
        System.arraycopy(from.beside, fromSlot * words, beside, slot * words, words);
        System.arraycopy(from.counts, fromSlot * stride, counts, slot * stride, stride);
    }

    /** Adds a child behind the others. */
    void addLast(int slot, ElementRows rows, int child) {
        for (int i = 0; i < words; i++) {
            int at = slot * words + i;
            beside[at] = beside[at] & program.inheritedBeside[i] | rows.own(child, i) & program.ownBeside[i];
        }
        count(slot, rows, child, 1);
    }

    /** Adds a child before the last one. */
    void addBeforeLast(int slot, ElementRows rows, int child) {
        for (int i = 0; i < words; i++) {
            beside[slot * words + i] |= rows.own(child, i) & program.inheritedBeside[i];
        }
        count(slot, rows, child, 1);
    }

    /**
     * A child has left. Its bits stay: what it was before nobody knows any more, and parents from which the parser takes
     * a child get no others.
     */
    void remove(int slot, ElementRows rows, int child) {
        count(slot, rows, child, -1);
    }

    long memoryBytes() {
        return 8L * beside.length + 4L * counts.length;
    }

    private void count(int slot, ElementRows rows, int child, int step) {
        int base = slot * stride;
        counts[base] += step;
        for (int list = 0; list < stride - 1; list++) {
            if (rows.isInList(child, list)) {
                counts[base + 1 + list] += step;
            }
        }
    }
}
