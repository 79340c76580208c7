package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/**
 * What is kept of each element, a row of words by slot: the bits that its children inherit, the bits of its own goals, the
 * {@code of S} lists that it matches, and the {@code :lang()} conditions that its language satisfies.
 */
final class ElementRows {
    private final SelectorProgram program;
    private final int words;
    private final int listWords;
    private final int languageWords;
    private final int stride;
    private long[] rows = {};

    ElementRows(SelectorProgram program) {
        this.program = program;
        words = program.words;
        listWords = Bits.words(program.lists.length);
        languageWords = languageWords(program);
        stride = 2 * words + listWords + languageWords;
    }

    static int languageWords(SelectorProgram program) {
        return program.languages.isEmpty() ? 0 : Bits.words(Languages.FIRST + program.languages.size());
    }

    void ensure(int slots) {
        if (slots * stride > rows.length) {
            rows = Arrays.copyOf(rows, slots * stride);
        }
    }

    long own(int slot, int word) {
        return rows[slot * stride + words + word];
    }

    boolean isInList(int slot, int list) {
        return (rows[slot * stride + 2 * words + (list >>> 6)] & 1L << list) != 0;
    }

    /** Tells a subject what its parent hands down. */
    void describe(int parent, Subject subject) {
        System.arraycopy(rows, parent * stride, subject.left, 0, words);
        System.arraycopy(rows, languages(parent), subject.languages, 0, languageWords);
    }

    void store(int slot, int parent, Subject subject) {
        int base = slot * stride;
        System.arraycopy(subject.own, 0, rows, base + words, words);
        System.arraycopy(subject.lists, 0, rows, base + 2 * words, listWords);
        System.arraycopy(subject.languages, 0, rows, languages(slot), languageWords);
        inheritDown(slot, parent);
    }

    void storeLanguages(int slot, long[] languages) {
        System.arraycopy(languages, 0, rows, languages(slot), languageWords);
    }

    void copy(int slot, int original) {
        System.arraycopy(rows, original * stride, rows, slot * stride, stride);
    }

    /** Makes what the slot hands down anew from what its parent does; returns whether anything changed. */
    boolean inherit(int slot, int parent) {
        boolean changed = inheritDown(slot, parent);
        return inheritLanguage(slot, parent) || changed;
    }

    long memoryBytes() {
        return 8L * rows.length;
    }

    private boolean inheritDown(int slot, int parent) {
        long changes = 0;
        int base = slot * stride;
        int parentBase = parent * stride;
        for (int i = 0; i < words; i++) {
            long down = rows[parentBase + i] & program.inheritedDown[i] | rows[base + words + i] & program.ownDown[i];
            changes |= rows[base + i] ^ down;
            rows[base + i] = down;
        }
        return changes != 0;
    }

    private boolean inheritLanguage(int slot, int parent) {
        if (languageWords == 0 || (rows[languages(slot)] & 1L << Languages.OWN) != 0) {
            return false;
        }
        long changes = 0;
        for (int i = 0; i < languageWords; i++) {
            long inherited = rows[languages(parent) + i] & ~(i == 0 ? 1L << Languages.OWN : 0);
            changes |= rows[languages(slot) + i] ^ inherited;
            rows[languages(slot) + i] = inherited;
        }
        return changes != 0;
    }

    private int languages(int slot) {
        return slot * stride + 2 * words + listWords;
    }
}
