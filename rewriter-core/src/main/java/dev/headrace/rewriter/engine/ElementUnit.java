package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.AsyncHandler;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.matcher.ForeignNames;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element that handlers see. */
final class ElementUnit extends Unit implements Element {
    private final AttributeList attributes = new AttributeList();
    private ContentList prepended = ContentList.EMPTY;

    /** What is to happen at the element's end, once something is. */
    private @Nullable OpenElement open;

    private TagName name = TagName.known(1);
    private @Nullable TagToken tag;
    private @Nullable String newName;
    private int namespace;
    private boolean canHaveContent;
    private boolean contentChanged;
    private String subject = "";

    ElementUnit(Session session) {
        super(session);
    }

    /**
     * Gets ready for an element.
     *
     * @param known what is to happen at its end, if that is known already
     * @param source null for an implied element, which has no extent
     */
    void attach(
            int from,
            @Nullable OpenElement known,
            TagName elementName,
            int elementNamespace,
            @Nullable TagToken source,
            boolean hasContent) {
        attach(from, source == null ? from : source.end);
        open = known;
        name = elementName;
        namespace = elementNamespace;
        tag = source;
        newName = null;
        canHaveContent = hasContent;
        attributes.attach(source, elementNamespace);
        if (contentChanged) {
            contentChanged = false;
            prepended.clear();
        }
    }

    /** Says whose handler is called next. */
    void subject(String selector) {
        subject = selector;
    }

    /** Puts the start tag out as the handlers left it. */
    void emit(Emission emission) {
        boolean changed = newName != null || attributes.isChanged();
        if (!changed && !contentChanged && !isTouched()) {
            return;
        }
        if (!before.isEmpty()) {
            emission.raw(start);
            emission.contents(before);
        }
        if (removed) {
            emission.raw(start);
            emission.contents(replacement);
            emission.skip(end);
        } else if (changed) {
            emission.tag(this, start, end);
        }
        boolean removesContent = open != null && open.contentRemoved;
        if (!prepended.isEmpty() || !after.isEmpty() || removesContent) {
            emission.raw(end);
        }
        emission.contents(prepended);
        if (!canHaveContent) {
            emission.contents(after);
        } else if (removesContent) {
            emission.suppress();
        }
    }

    /** What is to happen at the element's end, if anything. */
    @Nullable
    OpenElement settle() {
        if (canHaveContent && (removed || newName != null || !after.isEmpty())) {
            OpenElement element = open();
            element.endTagRemoved = removed;
            element.newName = newName;
            element.after(after);
        }
        return open;
    }

    /** What handlers asked for at the element's end, if anything. */
    @Nullable
    OpenElement opened() {
        return open;
    }

    /** What is to happen at the element's end. */
    OpenElement open() {
        if (open == null) {
            open = session.open.take(name);
        }
        return open;
    }

    /**
     * Writes the tag anew: what stays is put out as source, in runs as long as possible, and its {@code >} is left to go with
     * what follows.
     */
    void writeTo(Output out) {
        TagToken source = tag;
        String newTagName = newName == null && source == null ? tagName() : newName;
        if (newTagName != null) {
            out.raw(start);
            out.writeByte('<');
            out.write(newTagName);
            out.skip(source == null ? end : source.nameEnd);
        }
        attributes.writeTo(out, source != null && source.selfClosing && !contentChanged);
    }

    @Override
    public String tagName() {
        check();
        String lower = newName == null ? name.text() : Names.lower(newName);
        return ForeignNames.elementName(lower, namespace);
    }

    @Override
    public String sourceTagName() {
        check();
        return tag == null ? name.text() : session.decode(tag.nameStart, tag.nameEnd);
    }

    @Override
    public void setTagName(String newTagName) {
        check();
        Names.checkTagName(newTagName, session.encoding());
        newName = newTagName;
    }

    @Override
    public String namespaceUri() {
        check();
        return Namespace.uri(namespace);
    }

    @Override
    public List<Attribute> attributes() {
        check();
        return attributes.list();
    }

    @Override
    public @Nullable String attribute(String attributeName) {
        check();
        return attributes.value(attributeName);
    }

    @Override
    public @Nullable String sourceAttribute(String attributeName) {
        check();
        int index = attributes.sourceIndex(attributeName);
        return index < 0 || tag == null
                ? null
                : session.decode(tag.attributeValueStart(index), tag.attributeValueEnd(index));
    }

    @Override
    public boolean hasAttribute(String attributeName) {
        check();
        return attributes.has(attributeName);
    }

    @Override
    public void setAttribute(String attributeName, String value) {
        check();
        Names.checkAttributeName(attributeName, session.encoding());
        attributes.set(attributeName, value);
    }

    @Override
    public void removeAttribute(String attributeName) {
        check();
        attributes.remove(attributeName);
    }

    @Override
    public void prepend(Content content) {
        check();
        if (canHaveContent) {
            contentChanged = true;
            prepended = prepended.orNew();
            prepended.addFirst(content);
        }
    }

    @Override
    public void append(Content content) {
        check();
        if (canHaveContent) {
            contentChanged = true;
            open().append(content);
        }
    }

    @Override
    public void setInnerContent(Content content) {
        check();
        if (canHaveContent) {
            contentChanged = true;
            removeContent();
            prepended = prepended.orNew();
            prepended.addFirst(content);
        }
    }

    @Override
    public void replace(Content content) {
        super.replace(content);
        removeContent();
    }

    @Override
    public void remove() {
        super.remove();
        removeContent();
    }

    @Override
    public void removeAndKeepContent() {
        super.remove();
    }

    private void removeContent() {
        prepended.clear();
        if (canHaveContent) {
            open().clearAppended();
            open().contentRemoved = true;
        }
    }

    @Override
    public void onEndTag(Handler<EndTag> handler) {
        check();
        if (canHaveContent) {
            open().onEndTag(handler, subject);
        }
    }

    @Override
    public void onEndTagAsync(AsyncHandler<EndTag> handler) {
        check();
        if (canHaveContent) {
            open().onEndTagAsync(handler, subject);
        }
    }

    @Override
    public boolean isSelfClosing() {
        check();
        return tag != null && tag.selfClosing;
    }

    @Override
    public boolean canHaveContent() {
        check();
        return canHaveContent;
    }

    @Override
    public boolean isImplied() {
        check();
        return tag == null;
    }

    @Override
    public SourceRange firstTag() {
        SourceRange source = source();
        SourceRange first = tag == null ? null : session.firstTag(name, namespace);
        return first == null ? source : first;
    }

    @Override
    public void passRest() {
        check();
        session.agenda.stop();
    }
}
