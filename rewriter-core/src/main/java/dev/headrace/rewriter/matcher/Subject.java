package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/** The element that is being matched: what is known of it and of its place, and what it has reached so far. */
final class Subject {
    TagName name = TagName.known(TagId.HTML);
    int namespace = Namespace.HTML;
    boolean root;
    final TagAttributes attributes;

    /** The goals that what stands above and before the element has reached, by their bits, from {@link #leftBase}. */
    long[] left = {};

    int leftBase;

    /** The goals that the element itself has reached, by their bits. */
    final long[] own;

    /** Whether it has reached one that has a bit. */
    boolean hasOwn;

    private final long[] leftAndBeside;

    /** The {@code of S} lists that the element matches. */
    final long[] lists;

    /**
     * The {@code :lang()} conditions that its language satisfies, behind a bit that says whether it has its own language.
     */
    final long[] languages;

    /** The place among the siblings, the first being 1. */
    int childIndex;

    /** The place among the siblings of the same type, the first being 1. */
    int typeIndex;

    /** How many earlier siblings match each {@code of S} list, from {@link #listCountsBase}. */
    int[] listCounts = {};

    int listCountsBase;

    int[] matches = new int[4];
    int matchCount;

    Subject(SelectorProgram program) {
        attributes = new TagAttributes(program.keys);
        leftAndBeside = new long[program.words];
        own = new long[program.words];
        lists = new long[Bits.words(program.lists.length)];
        languages = new long[ElementRows.languageWords(program)];
    }

    void begin(TagName name, int namespace, boolean root) {
        this.name = name;
        this.namespace = namespace;
        this.root = root;
        matchCount = 0;
        if (hasOwn) {
            Arrays.fill(own, 0);
            hasOwn = false;
        }
    }

    boolean isLeftReached(int bit) {
        return (left[leftBase + (bit >>> 6)] & 1L << bit) != 0;
    }

    /** Adds what earlier siblings have reached. */
    void addLeft(long[] beside, int base) {
        for (int i = 0; i < leftAndBeside.length; i++) {
            leftAndBeside[i] = left[leftBase + i] | beside[base + i];
        }
        left = leftAndBeside;
        leftBase = 0;
    }

    void reached(Goal goal) {
        for (int bit : goal.bits) {
            Bits.set(own, bit);
            hasOwn = true;
        }
        for (int selector : goal.selectors) {
            if (matchCount == matches.length) {
                matches = Arrays.copyOf(matches, matchCount * 2);
            }
            matches[matchCount++] = selector;
        }
    }

    void setMatches(int[] known) {
        if (matches.length < known.length) {
            matches = new int[known.length];
        }
        System.arraycopy(known, 0, matches, 0, known.length);
        matchCount = known.length;
    }

    /** Sorts the matches, and drops those that more than one way led to. */
    void sortMatches() {
        if (matchCount < 2) {
            return;
        }
        Arrays.sort(matches, 0, matchCount);
        int distinct = 1;
        for (int i = 1; i < matchCount; i++) {
            if (matches[i] != matches[distinct - 1]) {
                matches[distinct++] = matches[i];
            }
        }
        matchCount = distinct;
    }
}
