package dev.headrace.rewriter.matcher;

import dev.headrace.selector.SelectorList;
import java.util.List;

/**
 * All selectors of a rewriter, compiled into one program that a {@link Matcher} runs on each element once, when the parser
 * inserts it. Immutable, shared by all threads.
 *
 * <p><b>From left to right, in bits.</b> An element's ancestors and earlier siblings are known when it is inserted, and what
 * they matched is known too. So nothing is searched upwards: {@code A B > C} is cut into {@code A}, {@code A B} and
 * {@code A B > C}, each of which is a {@link Goal}. A goal on the left of a combinator has a bit, and the goal on the right
 * tests it. Equal beginnings of selectors are one goal. Each element has two words (more, where there are more than 64
 * bits) that its children read, and that are made in the same way down and sideways:
 *
 * <pre>
 *   down   = (parent's down &amp; DESCENDANT) | (own &amp; (DESCENDANT | CHILD))
 *   beside = (beside &amp; SUBSEQUENT_SIBLING) | (own &amp; (SUBSEQUENT_SIBLING | NEXT_SIBLING))    for each child, in its parent
 * </pre>
 *
 * where {@code own} are the bits of the goals that the element itself reached. The left side of every combinator is then a bit
 * of {@code down | beside} of the parent. The cost of a tag does not depend on how deep it is nested.
 *
 * <p><b>By index.</b> A goal is filed under the rarest thing that its compound selector asks for: an id, else a class, else
 * an attribute, else the element's name. A tag meets the goals of its own keys, and of these only the ones whose left side is
 * true: goals behind a combinator are found by masking the bits, 64 at a time.
 *
 * <p><b>Pay for what is asked.</b> Attributes are read in one walk over the tag, only for names of elements that some goal
 * with an attribute, class or id can concern, and in place: the usual value is compared as the bytes that it came in. Rows of
 * bits, sibling counters, counters by type and languages are kept only if some selector reads them.
 *
 * <p><b>Foster parenting</b> puts elements before a table that stands already. A table keeps what its parent's sibling state
 * was before it, so that a fostered element sees the place where a DOM would have it.
 */
public final class SelectorProgram {
    private SelectorProgram() {}

    /**
     * Compiles selectors.
     *
     * @param selectors the selectors; matches are reported by their index
     */
    public static SelectorProgram compile(List<SelectorList> selectors) {
        throw new UnsupportedOperationException("compile " + selectors.size());
    }

    /** Whether there is no selector that could ever match. */
    public boolean isEmpty() {
        return true;
    }

    /** Whether any selector reads attributes, classes or ids. */
    public boolean readsAttributes() {
        return false;
    }

    /** Whether anything is kept of elements, so that the matcher has to hear of clones, moves and releases. */
    public boolean keepsState() {
        return false;
    }

    /** The program as text for humans. */
    public String dump() {
        return "";
    }
}
