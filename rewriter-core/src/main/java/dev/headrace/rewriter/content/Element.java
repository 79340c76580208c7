package dev.headrace.rewriter.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element at its start tag. Its content is yet to come: what is asked for at its end happens when the parser takes the
 * element off its stack (WHATWG HTML §13.2.4.2), be it by its end tag, by a tag that implies its end, or at the end of input.
 */
public non-sealed interface Element extends Rewritable {
    /** The name as the DOM has it: in lower case; SVG names as the standard adjusts them ({@code linearGradient}). */
    String tagName();

    /** The name as it stands in the source; as {@link #tagName} for an implied element. */
    String sourceTagName();

    /**
     * Renames the element, its end tag included.
     *
     * @throws dev.headrace.rewriter.error.ContentException if the name could not be the name of a tag
     */
    void setTagName(String name);

    /** The namespace's URI: HTML, SVG or MathML. */
    String namespaceUri();

    /** The attributes, in order; of several with one name, the first. */
    List<Attribute> attributes();

    /** The value of the attribute, character references resolved, or null if there is none with this name. */
    @Nullable
    String attribute(String name);

    /** The value of the attribute as it stands in the source, or null if it has no value there, or was set. */
    @Nullable
    String sourceAttribute(String name);

    /** Whether there is an attribute with this name. */
    boolean hasAttribute(String name);

    /**
     * Sets an attribute. Setting the value that it has already changes no byte.
     *
     * @throws dev.headrace.rewriter.error.ContentException if the name could not be the name of an attribute
     */
    void setAttribute(String name, String value);

    /** Removes the attribute with this name, and its duplicates. */
    void removeAttribute(String name);

    /** Puts content at the start of the element; of repeated calls, the latest comes first. Void elements ignore it. */
    void prepend(Content content);

    /** Puts content at the end of the element; repeated calls keep their order. Void elements ignore it. */
    void append(Content content);

    /** Puts content in place of what is in the element, and of what was prepended and appended. Void elements ignore it. */
    void setInnerContent(Content content);

    /** Takes out the tags, and leaves what is between them. */
    void removeAndKeepContent();

    /** Has the handler called at the element's end; handlers are called in order. Void elements ignore it. */
    void onEndTag(Handler<EndTag> handler);

    /** As {@link #onEndTag}, for a handler that takes its time. */
    void onEndTagAsync(AsyncHandler<EndTag> handler);

    /** Whether the start tag ends with {@code />}; that means something in SVG and MathML only. */
    boolean isSelfClosing();

    /** Whether the element can have content: it is not void, and no self-closing tag of SVG or MathML. */
    boolean canHaveContent();

    /** Whether the parser put the element in without a tag; seen only by handlers that ask for such elements. */
    boolean isImplied();

    /**
     * Where the first tag of the element stands: as {@link #source}, but for a late {@code <html>} or {@code <body>} tag, whose
     * element has a tag already.
     */
    SourceRange firstTag();

    /** Leaves the rest of the document as it is, once the handlers of this element were called. */
    void passRest();
}
