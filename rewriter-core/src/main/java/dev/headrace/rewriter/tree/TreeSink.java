package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import org.jspecify.annotations.Nullable;

/**
 * Hears what tree construction does. Elements are small numbers, handed out by {@link TreeBuilder}; a number is used again
 * after {@link #elementReleased}. Parents are those that a DOM would have, which is not always the element below on the
 * stack of open elements.
 */
public interface TreeSink {
    /** The parent of the root element: the document. */
    int DOCUMENT = -1;

    /** No sibling: the node goes to the end of its parent. */
    int NONE = -1;

    /** The parent of a copy that the adoption agency has made and puts into place, by {@link #elementMoved}, a step later. */
    int DETACHED = -2;

    /**
     * An element was inserted, and pushed onto the stack of open elements.
     *
     * @param parent its parent in the DOM, or {@link #DOCUMENT}
     * @param before the sibling that it was put before (foster parenting, §13.2.6.1), or {@link #NONE}
     * @param name the token's name, but {@code img} for {@code image}; SVG names are not adjusted
     * @param tag the start tag that it was made of; null for an implied element, which has no attributes
     */
    void elementInserted(int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag);

    /**
     * As {@link #elementInserted}, for a copy that reconstruction or the adoption agency made of a formatting element.
     *
     * @param parent may be {@link #DETACHED}
     */
    void elementCloned(int element, int original, int parent, int before);

    /**
     * An element came off the stack of open elements, or its end tag was seen ({@code body} and {@code html}, which stay on
     * it; they are closed once).
     *
     * @param endTag whether the end tag being processed is this element's own
     */
    void elementClosed(int element, boolean endTag);

    /** Nobody refers to the element any more: no child of it is open, and no formatting entry is left. */
    void elementReleased(int element);

    /** The attributes of a late {@code <html>} or {@code <body>} tag were merged into the element. */
    void attributesMerged(int element, TagToken tag);

    /** The adoption agency moved an element, with all that is in it, to a new place (§13.2.6.4.7). */
    void elementMoved(int element, int parent, int before);

    /** The adoption agency moved all children of one element to another, which had none. */
    void childrenMoved(int from, int to);

    /** An element was taken out of the DOM ({@code body}, when a frameset takes its place). */
    default void elementRemoved(int element) {}

    /**
     * Character data was inserted; only those who build a tree care. The bytes are those of the source: not decoded, line
     * ends and character references as they stand there. A NUL among them is a U+FFFD.
     *
     * @param state the state that the text was found in: tells whether character references count
     */
    default void charactersInserted(int parent, int before, byte[] buffer, int start, int end, TokenizerState state) {}

    /** A comment or processing instruction was inserted at the end of its parent, which may be {@link #DOCUMENT}. */
    default void commentInserted(int parent) {}
}
