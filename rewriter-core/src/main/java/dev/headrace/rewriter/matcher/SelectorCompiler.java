package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.selector.Combinator;
import dev.headrace.selector.ComplexSelector;
import dev.headrace.selector.CompoundSelector;
import dev.headrace.selector.PseudoClass;
import dev.headrace.selector.SelectorList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts selectors into goals, shares what is equal, hands out bits and keys, and files the goals. Used once. */
final class SelectorCompiler {
    private final KeySpace keys = new KeySpace();
    private final Map<CompoundSelector, CompoundCompiler.Result> compounds = new HashMap<>();
    private final Map<DraftKey, Draft> drafts = new LinkedHashMap<>();
    private final Map<Combinator, BitSet> bitsByCombinator = new EnumMap<>(Combinator.class);
    private final Map<SelectorList, Integer> listNumbers = new HashMap<>();
    private final List<Step[]> lists = new ArrayList<>();
    private final Map<PseudoClass.Lang, Integer> languages = new LinkedHashMap<>();
    private int bitCount;
    private boolean countsChildren;
    private boolean countsTypes;
    private boolean listsReadAttributes;

    private record DraftKey(int leftBit, CompoundSelector compound) {}

    /** A goal under construction. */
    private static final class Draft {
        final Step step;
        final CompoundCompiler.Result result;
        final Map<Combinator, Integer> bits = new EnumMap<>(Combinator.class);
        final List<Integer> selectors = new ArrayList<>();

        Draft(Step step, CompoundCompiler.Result result) {
            this.step = step;
            this.result = result;
        }

        Goal toGoal() {
            return new Goal(step, toArray(bits.values()), toArray(selectors), result.filing());
        }

        private static int[] toArray(Collection<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    SelectorProgram compile(List<SelectorList> selectorLists) {
        for (int i = 0; i < selectorLists.size(); i++) {
            for (ComplexSelector selector : selectorLists.get(i).selectors()) {
                int left = leftBit(selector);
                draft(left, selector.subject()).selectors.add(i);
            }
        }
        return new SelectorProgram(this);
    }

    KeySpace keys() {
        return keys;
    }

    CompoundCompiler.Result compound(CompoundSelector selector) {
        CompoundCompiler.Result known = compounds.get(selector);
        if (known == null) {
            known = CompoundCompiler.compile(this, selector);
            compounds.put(selector, known);
        }
        return known;
    }

    /** The end of a selector; what is left of it becomes goals. */
    Step step(ComplexSelector selector) {
        return new Step(leftBit(selector), compound(selector.subject()).compound());
    }

    /** The number of an {@code of S} list; a list inside a list has the smaller number. */
    int list(SelectorList selectors) {
        Integer known = listNumbers.get(selectors);
        if (known != null) {
            return known;
        }
        Step[] steps = new Step[selectors.selectors().size()];
        for (int i = 0; i < steps.length; i++) {
            ComplexSelector selector = selectors.selectors().get(i);
            steps[i] = step(selector);
            listsReadAttributes |= compound(selector.subject()).readsAttributes();
        }
        lists.add(steps);
        listNumbers.put(selectors, lists.size() - 1);
        return lists.size() - 1;
    }

    int language(PseudoClass.Lang lang) {
        keys.attribute("lang");
        keys.attribute("xml:lang");
        return languages.computeIfAbsent(lang, key -> languages.size());
    }

    void countChildren() {
        countsChildren = true;
    }

    void countTypes() {
        countsTypes = true;
    }

    boolean countsChildren() {
        return countsChildren;
    }

    boolean countsTypes() {
        return countsTypes;
    }

    int words() {
        return Bits.words(bitCount);
    }

    /** The bits that are read behind combinators of these kinds. */
    long[] mask(Combinator... combinators) {
        BitSet union = new BitSet();
        for (Combinator combinator : combinators) {
            union.or(bits(combinator));
        }
        return Arrays.copyOf(union.toLongArray(), words());
    }

    Step[][] lists() {
        return lists.toArray(new Step[0][]);
    }

    List<List<String>> languageRanges() {
        return languages.keySet().stream().map(PseudoClass.Lang::ranges).toList();
    }

    /** The goals that some element may reach. */
    List<Goal> goals() {
        return drafts.values().stream()
                .filter(draft -> !draft.result.never())
                .map(Draft::toGoal)
                .toList();
    }

    /** Files under the names of elements what has to be known of their attributes. */
    void markAttributeReaders(TypeMarks marks) {
        if (listsReadAttributes || !languages.isEmpty()) {
            marks.markAll();
        }
        for (Draft draft : drafts.values()) {
            if (draft.result.readsAttributes() && !draft.result.never()) {
                List<TagName> types = draft.result.types();
                if (types == null) {
                    marks.markAll();
                } else {
                    types.forEach(marks::mark);
                }
            }
        }
    }

    /** The bit of everything before the last compound selector, {@link Step#NO_LEFT} if there is nothing. */
    private int leftBit(ComplexSelector selector) {
        int left = Step.NO_LEFT;
        for (int i = 0; i < selector.combinators().size(); i++) {
            Draft draft = draft(left, selector.compounds().get(i));
            Combinator combinator = selector.combinators().get(i);
            Integer bit = draft.bits.get(combinator);
            if (bit == null) {
                bit = bitCount++;
                draft.bits.put(combinator, bit);
                bits(combinator).set(bit);
            }
            left = bit;
        }
        return left;
    }

    private Draft draft(int leftBit, CompoundSelector selector) {
        DraftKey key = new DraftKey(leftBit, selector);
        Draft known = drafts.get(key);
        if (known == null) {
            CompoundCompiler.Result result = compound(selector);
            known = new Draft(new Step(leftBit, result.compound()), result);
            drafts.put(key, known);
        }
        return known;
    }

    private BitSet bits(Combinator combinator) {
        return bitsByCombinator.computeIfAbsent(combinator, key -> new BitSet());
    }
}
