package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.selector.Combinator;
import dev.headrace.selector.SelectorList;
import java.util.Arrays;
import java.util.List;

/**
 * All selectors of a rewriter, compiled into one program that a {@link Matcher} runs on each element once, when the
 * parser inserts it. Immutable, shared by all threads.
 *
 * <p><b>From left to right, in bits.</b> An element's ancestors and earlier siblings are known when it is inserted, and
 * what they matched is known too. So nothing is searched upwards: {@code A B > C} is cut into {@code A}, {@code A B} and
 * {@code A B > C}, each of which is a {@link Goal}. A goal on the left of a combinator has a bit, and the goal on the
 * right tests it. Equal beginnings of selectors are one goal. Each element has two words (more, where there are more than
 * 64 bits) that its children read, and that are made in the same way down and sideways:
 *
 * <pre> down   = (parent's down &amp; DESCENDANT) | (own &amp; (DESCENDANT | CHILD)) beside = (beside &amp;
 *   SUBSEQUENT_SIBLING) | (own &amp; (SUBSEQUENT_SIBLING | NEXT_SIBLING))    for each child, in its parent
 * </pre>
 *
 * where {@code own} are the bits of the goals that the element itself reached. The left side of every combinator is then
 * a bit of {@code down | beside} of the parent. The cost of a tag does not depend on how deep it is nested.
 *
 * <p><b>By index.</b> A goal is filed under the rarest thing that its compound selector asks for: an id, else a class,
 * else an attribute, else the element's name. A tag meets the goals of its own keys, and of these only the ones whose
 * left side is true: goals behind a combinator are found by masking the bits, 64 at a time.
 *
 * <p><b>Pay for what is asked.</b> Attributes are read in one walk over the tag, only for names of elements that some
 * goal with an attribute, class or id can concern, and in place: the usual value is compared as the bytes that it came
 * in. Rows of bits, sibling counters, counters by type and languages are kept only if some selector reads them.
 *
 * <p><b>Foster parenting</b> puts elements before a table that stands already. A table keeps what its parent's sibling
 * state was before it, so that a fostered element sees the place where a DOM would have it.
 */
public final class SelectorProgram {
    final KeySpace.Keys keys;
    final GoalIndex index;

    /** How many words a set of goals takes; 0 without combinators. */
    final int words;

    /** The bits that an element hands down to its children: those that it inherits, and those that it adds of its own. */
    final long[] inheritedDown;

    final long[] ownDown;

    /** The bits that stay in the sibling state, and those that an element adds to it. */
    final long[] inheritedBeside;

    final long[] ownBeside;

    /** The {@code S} of every {@code :nth-child(… of S)}; one that is nested in another comes before it. */
    final Step[][] lists;

    /** The ranges of every {@code :lang()}. */
    final List<List<String>> languages;

    /** The keys of the attributes {@code lang} and {@code xml:lang}, -1 if no selector has {@code :lang()}. */
    final int langKey;

    final int xmlLangKey;

    final boolean keepsSiblings;
    final boolean countsTypes;

    /** Whether bits are all that is kept of elements. */
    final boolean keepsOnlyBits;

    private final List<Goal> goals;
    private final TypeMarks attributeReaders = new TypeMarks();

    /** The names of the elements that have to be looked at. */
    private final TypeMarks concerned = new TypeMarks();

    /** The names of those that have to be, whatever attributes they have. */
    private final TypeMarks alwaysConcerned = new TypeMarks();

    SelectorProgram(SelectorCompiler compiler) {
        languages = compiler.languageRanges();
        langKey = languages.isEmpty() ? -1 : compiler.keys().attribute("lang");
        xmlLangKey = languages.isEmpty() ? -1 : compiler.keys().attribute("xml:lang");
        keys = compiler.keys().freeze();
        goals = compiler.goals();
        index = new GoalIndex(goals, keys.size);
        words = compiler.words();
        inheritedDown = compiler.mask(Combinator.DESCENDANT);
        ownDown = compiler.mask(Combinator.DESCENDANT, Combinator.CHILD);
        inheritedBeside = compiler.mask(Combinator.SUBSEQUENT_SIBLING);
        ownBeside = compiler.mask(Combinator.SUBSEQUENT_SIBLING, Combinator.NEXT_SIBLING);
        lists = compiler.lists();
        countsTypes = compiler.countsTypes();
        keepsSiblings = compiler.countsChildren() || lists.length > 0 || !isZero(ownBeside);
        keepsOnlyBits = !keepsSiblings && !countsTypes && lists.length == 0 && languages.isEmpty();
        compiler.markAttributeReaders(attributeReaders);
        markConcerned();
    }

    private void markConcerned() {
        if (!keepsOnlyBits) {
            alwaysConcerned.markAll();
        }
        for (Goal goal : goals) {
            if (goal.filing.rank() == Filing.Rank.UNIVERSAL) {
                alwaysConcerned.markAll();
            }
            goal.filing.types().forEach(alwaysConcerned::mark);
        }
        // Late tags are matched anew: what they met first has to be remembered.
        alwaysConcerned.mark(TagName.known(TagId.HTML));
        alwaysConcerned.mark(TagName.known(TagId.BODY));
        concerned.markAll(attributeReaders);
        concerned.markAll(alwaysConcerned);
    }

    /**
     * Compiles selectors.
     *
     * @param selectors the selectors; matches are reported by their index
     */
    public static SelectorProgram compile(List<SelectorList> selectors) {
        return new SelectorCompiler().compile(selectors);
    }

    /** Whether there is no selector that could ever match. */
    public boolean isEmpty() {
        return goals.isEmpty();
    }

    /** Whether any selector reads attributes, classes or ids. */
    public boolean readsAttributes() {
        return !attributeReaders.isEmpty();
    }

    /** Whether any selector reads attributes, classes or ids of elements with this name. */
    public boolean readsAttributes(TagName name) {
        return attributeReaders.has(name);
    }

    /** Whether an element with this name could match, or more than its place has to be known for others to match. */
    boolean concerns(TagName name) {
        return concerned.has(name);
    }

    /** As {@link #concerns}, of an element that has no attribute, class or id that is asked for. */
    boolean concernsWithoutAttributes(TagName name) {
        return alwaysConcerned.has(name);
    }

    /** Whether anything is kept of elements, so that the matcher has to hear of clones, moves and releases. */
    public boolean keepsState() {
        return words > 0 || keepsSiblings || countsTypes || !languages.isEmpty();
    }

    /** How many goals there are. */
    int goals() {
        return goals.size();
    }

    /** The program as text for humans, a goal in each line. */
    public String dump() {
        StringBuilder text = new StringBuilder();
        text.append("goals: ").append(goals.size());
        text.append(", bits: ")
                .append(words)
                .append(" words, keys: ")
                .append(keys.size)
                .append('\n');
        for (Goal goal : goals) {
            if (goal.step.leftBit != Step.NO_LEFT) {
                text.append('[').append(goal.step.leftBit).append("] ");
            }
            text.append(goal.step.compound).append("  by ").append(goal.filing.rank());
            if (goal.bits.length > 0) {
                text.append(", sets ").append(Arrays.toString(goal.bits));
            }
            if (goal.selectors.length > 0) {
                text.append(", matches ").append(Arrays.toString(goal.selectors));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean isZero(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
}
