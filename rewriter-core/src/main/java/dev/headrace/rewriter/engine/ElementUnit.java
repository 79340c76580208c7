package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.AsyncHandler;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.matcher.ForeignNames;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element that handlers see. */
final class ElementUnit extends Unit implements Element {
    private final AttributeList attributes = new AttributeList();
    private final ContentList prepended = new ContentList();
    private final ByteOutput written = new ByteOutput(0);
    private OpenElement open = new OpenElement("", new int[0]);
    private TagName name = TagName.known(1);
    private @Nullable TagToken tag;
    private int namespace;
    private boolean canHaveContent;
    private boolean contentChanged;
    private String subject = "";

    ElementUnit(Session session) {
        super(session);
    }

    /** Gets ready for an element; {@code source} is null for an implied one, which has no extent. */
    void attach(
            int from,
            int to,
            OpenElement element,
            TagName elementName,
            int elementNamespace,
            @Nullable TagToken source,
            boolean hasContent) {
        attach(from, to);
        open = element;
        name = elementName;
        namespace = elementNamespace;
        tag = source;
        canHaveContent = hasContent;
        contentChanged = false;
        attributes.attach(source, elementNamespace);
        prepended.clear();
    }

    /** Says whose handler is called next. */
    void subject(String selector) {
        subject = selector;
    }

    /** Puts the start tag out as the handlers left it. */
    void emit(Emission emission) {
        boolean changed = open.newName != null || attributes.isChanged();
        if (!changed && !isTouched() && !contentChanged) {
            return;
        }
        emission.raw(start);
        emission.contents(before);
        if (removed) {
            emission.contents(replacement);
            emission.skip(end);
        } else if (changed) {
            emission.bytes(startTag());
            emission.skip(end);
        } else {
            emission.raw(end);
        }
        emission.contents(prepended);
        if (!canHaveContent) {
            emission.contents(after);
            return;
        }
        open.after(after);
        open.endTagRemoved = removed;
        if (open.contentRemoved) {
            emission.suppress();
        }
    }

    private ByteOutput startTag() {
        Encoding encoding = session.encoding();
        written.reset();
        written.writeByte('<');
        if (open.newName != null) {
            encoding.encode(open.newName, written);
        } else if (tag != null) {
            written.write(tag.buffer, tag.nameStart, tag.nameEnd - tag.nameStart);
        } else {
            encoding.encode(tagName(), written);
        }
        attributes.writeTo(written, encoding);
        if (isSelfClosing() && !contentChanged) {
            // An unquoted value would swallow a slash that follows it.
            encoding.encode(attributes.isEmpty() ? "/" : " /", written);
        }
        written.writeByte('>');
        return written;
    }

    @Override
    public String tagName() {
        check();
        String lower = open.newName == null ? name.text() : Names.lower(open.newName);
        return ForeignNames.elementName(lower, namespace);
    }

    @Override
    public String sourceTagName() {
        check();
        return tag == null ? name.text() : session.decode(tag.nameStart, tag.nameEnd);
    }

    @Override
    public void setTagName(String newName) {
        check();
        Names.checkTagName(newName, session.encoding());
        open.newName = newName;
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
            prepended.addFirst(content);
        }
    }

    @Override
    public void append(Content content) {
        check();
        if (canHaveContent) {
            contentChanged = true;
            open.append(content);
        }
    }

    @Override
    public void setInnerContent(Content content) {
        check();
        if (canHaveContent) {
            contentChanged = true;
            removeContent();
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
        open.clearAppended();
        open.contentRemoved = canHaveContent;
    }

    @Override
    public void onEndTag(Handler<EndTag> handler) {
        check();
        if (canHaveContent) {
            open.onEndTag(
                    (state, end) -> {
                        handler.handle(end);
                        return null;
                    },
                    subject);
        }
    }

    @Override
    public void onEndTagAsync(AsyncHandler<EndTag> handler) {
        check();
        if (canHaveContent) {
            open.onEndTag((state, end) -> handler.handle(end), subject);
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
        session.stop();
    }
}
