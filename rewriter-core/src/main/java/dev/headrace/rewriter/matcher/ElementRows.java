package dev.headrace.rewriter.matcher;

import java.util.Arrays;

/**
 * What is kept of each element, by slot: the bits that its children inherit, the bits of its own goals, the {@code of S}
 * lists that it matches, and the {@code :lang()} conditions that its language satisfies.
 *
 * <p>Few elements reach a goal. The others hand down what they inherit, and share the row of bits that says it: rows have
 * numbers of their own, and count the elements that use them. A row never changes, so that it does not matter what
 * becomes of the element that it was made for.
 */
final class ElementRows {
    private static final int NONE = -1;

    /** The row without bits, which is the document's. */
    private static final int EMPTY = 0;

    private final SelectorProgram program;
    private final int words;
    private final int listWords;
    private final int extraWords;

    /** By slot. */
    private int[] rowOf = {};

    private boolean[] hasOwn = {};
    private long[] own = {};

    /** Lists, then languages. */
    private long[] extras = {};

    /** By row. */
    private long[] down = {};

    private int[] uses = {};

    /**
     * The row of a child without goals of its own: without the bits that reach children only. The next free one of a free
     * row.
     */
    private int[] childRow = {};

    private int usedRows;
    private int freeRow = NONE;

    ElementRows(SelectorProgram program) {
        this.program = program;
        words = program.words;
        listWords = Bits.words(program.lists.length);
        extraWords = listWords + languageWords(program);
    }

    static int languageWords(SelectorProgram program) {
        return program.languages.isEmpty() ? 0 : Bits.words(Languages.FIRST + program.languages.size());
    }

    void ensure(int slots) {
        int old = rowOf.length;
        if (slots > old) {
            if (old == 0) {
                uses = new int[4];
                childRow = new int[4];
                down = new long[4 * words];
                usedRows = 1;
                uses[EMPTY] = 1;
            }
            rowOf = Arrays.copyOf(rowOf, slots);
            Arrays.fill(rowOf, old, slots, NONE);
            rowOf[0] = EMPTY;
            hasOwn = Arrays.copyOf(hasOwn, slots);
            extras = Arrays.copyOf(extras, slots * extraWords);
        }
    }

    long own(int slot, int word) {
        return hasOwn[slot] ? own[slot * words + word] : 0;
    }

    boolean isInList(int slot, int list) {
        return (extras[slot * extraWords + (list >>> 6)] & 1L << list) != 0;
    }

    /** Tells a subject what its parent hands down. */
    void describe(int parent, Subject subject) {
        subject.left = down;
        subject.leftBase = rowOf[parent] * words;
        if (extraWords > listWords) {
            System.arraycopy(extras, languages(parent), subject.languages, 0, extraWords - listWords);
        }
    }

    void store(int slot, int parent, Subject subject) {
        if (subject.hasOwn) {
            storeOwn(slot, subject.own);
        } else {
            hasOwn[slot] = false;
        }
        if (extraWords > 0) {
            System.arraycopy(subject.lists, 0, extras, slot * extraWords, listWords);
            System.arraycopy(subject.languages, 0, extras, languages(slot), extraWords - listWords);
        }
        inheritDown(slot, parent);
    }

    /** Stores a slot that adds nothing to what it inherits. */
    void pass(int slot, int parent) {
        hasOwn[slot] = false;
        inheritDown(slot, parent);
    }

    void storeLanguages(int slot, long[] languages) {
        System.arraycopy(languages, 0, extras, languages(slot), extraWords - listWords);
    }

    void copy(int slot, int original) {
        hasOwn[slot] = false;
        if (hasOwn[original]) {
            storeOwn(slot, Arrays.copyOfRange(own, original * words, (original + 1) * words));
        }
        System.arraycopy(extras, original * extraWords, extras, slot * extraWords, extraWords);
        if (words > 0) {
            use(slot, rowOf[original]);
        }
    }

    /** Makes what the slot hands down anew from what its parent does; returns whether anything changed. */
    boolean inherit(int slot, int parent) {
        boolean changed = inheritDown(slot, parent);
        return inheritLanguage(slot, parent) || changed;
    }

    /** The slot's element is gone. */
    void release(int slot) {
        int row = rowOf[slot];
        if (row != NONE) {
            rowOf[slot] = NONE;
            unuse(row);
        }
    }

    long memoryBytes() {
        return 5L * rowOf.length + 8L * (own.length + extras.length + down.length) + 8L * uses.length;
    }

    private void storeOwn(int slot, long[] bits) {
        hasOwn[slot] = true;
        if (own.length < rowOf.length * words) {
            own = Arrays.copyOf(own, rowOf.length * words);
        }
        System.arraycopy(bits, 0, own, slot * words, words);
    }

    private boolean inheritDown(int slot, int parent) {
        if (words == 0) {
            return false;
        }
        int inherited = inheritedFrom(rowOf[parent]);
        if (!hasOwn[slot] && rowOf[slot] == NONE) {
            uses[inherited]++;
            rowOf[slot] = inherited;
            return true;
        }
        if (isAsMade(rowOf[slot], inherited, slot)) {
            return false;
        }
        use(slot, isAsMade(inherited, inherited, slot) ? inherited : make(inherited, slot));
        return true;
    }

    /** Whether a row says what is inherited and the slot's own bits. */
    private boolean isAsMade(int row, int inherited, int slot) {
        if (row == NONE) {
            return false;
        }
        for (int i = 0; i < words; i++) {
            if (down[row * words + i] != (down[inherited * words + i] | own(slot, i) & program.ownDown[i])) {
                return false;
            }
        }
        return true;
    }

    private int make(int inherited, int slot) {
        int row = newRow();
        boolean reachesDeeper = false;
        boolean reachesChildrenOnly = false;
        for (int i = 0; i < words; i++) {
            long before = down[inherited * words + i];
            long made = before | own(slot, i) & program.ownDown[i];
            down[row * words + i] = made;
            reachesDeeper |= ((made ^ before) & program.inheritedDown[i]) != 0;
            reachesChildrenOnly |= (made & ~program.inheritedDown[i]) != 0;
        }
        childRow[row] = !reachesChildrenOnly ? row : reachesDeeper ? NONE : inherited;
        if (childRow[row] == inherited) {
            uses[inherited]++;
        }
        return row;
    }

    private int inheritedFrom(int row) {
        int known = childRow[row];
        if (known != NONE) {
            return known;
        }
        int made = newRow();
        for (int i = 0; i < words; i++) {
            down[made * words + i] = down[row * words + i] & program.inheritedDown[i];
        }
        childRow[made] = made;
        childRow[row] = made;
        uses[made]++;
        return made;
    }

    private void use(int slot, int row) {
        int old = rowOf[slot];
        uses[row]++;
        rowOf[slot] = row;
        if (old != NONE) {
            unuse(old);
        }
    }

    private void unuse(int row) {
        if (--uses[row] == 0) {
            free(row);
        }
    }

    /** Frees a row, and that of its children without goals, if nobody else uses it. */
    private void free(int row) {
        int child = childRow[row];
        childRow[row] = freeRow;
        freeRow = row;
        if (child != NONE && child != row && --uses[child] == 0) {
            // The row of a child is its own child's: it goes no further.
            childRow[child] = freeRow;
            freeRow = child;
        }
    }

    /** A row that nobody uses yet. */
    private int newRow() {
        int row = freeRow;
        if (row != NONE) {
            freeRow = childRow[row];
            return row;
        }
        if (usedRows == uses.length) {
            uses = Arrays.copyOf(uses, 2 * usedRows);
            childRow = Arrays.copyOf(childRow, 2 * usedRows);
            down = Arrays.copyOf(down, 2 * usedRows * words);
        }
        return usedRows++;
    }

    private boolean inheritLanguage(int slot, int parent) {
        if (extraWords == listWords || (extras[languages(slot)] & 1L << Languages.OWN) != 0) {
            return false;
        }
        long changes = 0;
        for (int i = 0; i < extraWords - listWords; i++) {
            long inherited = extras[languages(parent) + i] & ~(i == 0 ? 1L << Languages.OWN : 0);
            changes |= extras[languages(slot) + i] ^ inherited;
            extras[languages(slot) + i] = inherited;
        }
        return changes != 0;
    }

    private int languages(int slot) {
        return slot * extraWords + listWords;
    }
}
