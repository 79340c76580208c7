package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link SelectorProgram} on one document. Elements are the numbers that tree construction gives them; what is kept
 * of them lies in arrays that grow with the largest number. Not for use by two threads.
 */
public final class Matcher {
    /** The parent of the root element. */
    public static final int DOCUMENT = -1;

    /** No sibling: the element goes to the end of its parent. */
    public static final int NONE = -1;

    private int[] matches = new int[4];

    /** A matcher for one document. */
    public Matcher(SelectorProgram program) {}

    /** Whether the document is in quirks mode, where classes and ids ignore ASCII case; to be said before the first element. */
    public void quirks(boolean quirks) {}

    /**
     * Matches a new element, and keeps what later elements need to know of it.
     *
     * @param before the table that foster parenting put the element before, or {@link #NONE}
     * @param tag the start tag; null for an implied element
     * @return how many selectors match; their indices are in {@link #matches}
     */
    public int elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        return 0;
    }

    /** A copy of a formatting element was inserted: it has matched what the original has. */
    public void elementCloned(int element, int original, int parent, int before) {}

    /**
     * The attributes of a late {@code <html>} or {@code <body>} tag were merged into the element: matches it again.
     *
     * @return how many selectors match; their indices are in {@link #matches}
     */
    public int attributesMerged(int element, TagToken tag) {
        return 0;
    }

    /** The element was moved, with all that is in it. */
    public void elementMoved(int element, int parent, int before) {}

    /** All children of an element were moved to another that had none. */
    public void childrenMoved(int from, int to) {}

    /** The element was taken out of the document: {@code body}, when a frameset takes its place. */
    public void elementRemoved(int element) {}

    /** The number may be used again. */
    public void elementReleased(int element) {}

    /** The indices of the selectors that the last element matched, ascending; valid up to the count that was returned. */
    public int[] matches() {
        return matches;
    }

    /** The bytes that the document's state takes. */
    public long memoryBytes() {
        return 0;
    }
}
