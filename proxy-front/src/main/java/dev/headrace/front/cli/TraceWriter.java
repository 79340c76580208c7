package dev.headrace.front.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what a tracer tells as objects of JSON. */
final class TraceWriter implements Consumer<TraceEvent> {
    private final JsonGenerator json;

    TraceWriter(JsonGenerator json) {
        this.json = json;
    }

    @Override
    public void accept(TraceEvent event) {
        try {
            json.writeStartObject();
            json.writeStringField("event", name(event));
            json.writeNumberField("start", event.start());
            json.writeNumberField("end", event.end());
            fields(event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(TraceEvent event) {
        String type = event.getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    private void fields(TraceEvent event) throws IOException {
        if (event instanceof TraceEvent.StartTag tag) {
            startTag(tag);
        } else if (event instanceof TraceEvent.EndTag tag) {
            json.writeStringField("name", tag.name());
            json.writeStringField("insertionMode", tag.insertionMode());
        } else if (event instanceof TraceEvent.Text text) {
            json.writeStringField("text", text.text());
            json.writeStringField("state", text.state());
        } else if (event instanceof TraceEvent.Comment comment) {
            json.writeStringField("text", comment.text());
        } else if (event instanceof TraceEvent.ProcessingInstruction instruction) {
            json.writeStringField("target", instruction.target());
            json.writeStringField("data", instruction.data());
        } else if (event instanceof TraceEvent.Doctype doctype) {
            doctype(doctype);
        } else if (event instanceof TraceEvent.ImpliedElement element) {
            json.writeStringField("name", element.name());
            json.writeStringField("namespace", element.namespace());
            json.writeBooleanField("copy", element.copy());
        } else if (event instanceof TraceEvent.ImpliedEnd end) {
            json.writeStringField("name", end.name());
        }
    }

    private void startTag(TraceEvent.StartTag tag) throws IOException {
        json.writeStringField("name", tag.name());
        json.writeArrayFieldStart("attributes");
        for (Attribute attribute : tag.attributes()) {
            json.writeStartArray();
            json.writeString(attribute.name());
            json.writeString(attribute.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeBooleanField("selfClosing", tag.selfClosing());
        nullable("namespace", tag.namespace());
        json.writeStringField("state", tag.state());
        json.writeStringField("insertionMode", tag.insertionMode());
    }

    private void doctype(TraceEvent.Doctype doctype) throws IOException {
        nullable("name", doctype.name());
        nullable("publicId", doctype.publicId());
        nullable("systemId", doctype.systemId());
        json.writeBooleanField("forceQuirks", doctype.forceQuirks());
    }

    private void nullable(String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }
}
