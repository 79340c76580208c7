package dev.headrace.front.cli.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.TextChunk;
import org.jspecify.annotations.Nullable;

/** What the handlers of one case saw, one object for each event. */
final class CaseLog {
    private final ArrayNode events = JsonNodeFactory.instance.arrayNode();

    ArrayNode events() {
        return events;
    }

    void element(Element element) {
        ObjectNode event = event("element").put("name", element.tagName()).put("ns", element.namespaceUri());
        ArrayNode attributes = event.putArray("attrs");
        for (Attribute attribute : element.attributes()) {
            attributes.addArray().add(attribute.name()).add(attribute.value());
        }
    }

    void endTag(EndTag tag) {
        event("endTag").put("name", tag.name());
    }

    void text(TextChunk chunk) {
        event("text").put("text", chunk.text()).put("last", chunk.isLastInTextNode());
    }

    void comment(Comment comment) {
        event("comment").put("text", comment.text());
    }

    void doctype(Doctype doctype) {
        event("doctype")
                .put("name", doctype.name())
                .put("publicId", doctype.publicId())
                .put("systemId", doctype.systemId());
    }

    void end() {
        event("end");
    }

    void attribute(String name, @Nullable String value) {
        event("attr").put("n", name).put("v", value);
    }

    void hasAttribute(String name, boolean value) {
        event("hasAttr").put("n", name).put("v", value);
    }

    void removed(boolean value) {
        event("removed").put("v", value);
    }

    private ObjectNode event(String type) {
        return events.addObject().put("t", type);
    }
}
