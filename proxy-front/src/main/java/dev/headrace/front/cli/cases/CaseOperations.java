package dev.headrace.front.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.Rewritable;
import dev.headrace.rewriter.content.TextChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes handlers of the operations of a case. All of a list is read before any of it runs, so that a case with a mistake in
 * it does nothing.
 */
final class CaseOperations {
    private final CaseLog log;

    CaseOperations(CaseLog log) {
        this.log = log;
    }

    Handler<Element> onElement(JsonNode operations, String where) {
        return all(operations, where, this::elementOperation);
    }

    Handler<TextChunk> onText(JsonNode operations, String where) {
        return all(operations, where, this::textOperation);
    }

    Handler<Comment> onComment(JsonNode operations, String where) {
        return all(operations, where, this::commentOperation);
    }

    Handler<Doctype> onDoctype(JsonNode operations, String where) {
        return all(operations, where, operation -> common(operation, "a doctype", log::doctype));
    }

    Handler<DocumentEnd> onEnd(JsonNode operations, String where) {
        return all(operations, where, this::endOperation);
    }

    private Handler<Element> elementOperation(Operation operation) {
        switch (operation.name()) {
            case "setAttribute" -> {
                String name = operation.text(1);
                String value = operation.text(2);
                return element -> element.setAttribute(name, value);
            }
            case "setAttributeConcat" -> {
                String name = operation.text(1);
                String suffix = operation.text(2);
                return element -> concat(element, name, suffix);
            }
            case "removeAttribute" -> {
                String name = operation.text(1);
                return element -> element.removeAttribute(name);
            }
            case "getAttribute" -> {
                String name = operation.text(1);
                return element -> log.attribute(name, element.attribute(name));
            }
            case "hasAttribute" -> {
                String name = operation.text(1);
                return element -> log.hasAttribute(name, element.hasAttribute(name));
            }
            case "setTagName" -> {
                String name = operation.text(1);
                return element -> element.setTagName(name);
            }
            case "onEndTag" -> {
                Handler<EndTag> handler = all(operation.operations(), operation.where() + "[1]", this::endTagOperation);
                return element -> element.onEndTag(handler);
            }
            default -> {
                return contentOperation(operation);
            }
        }
    }

    private Handler<Element> contentOperation(Operation operation) {
        switch (operation.name()) {
            case "prepend" -> {
                Content content = operation.content();
                return element -> element.prepend(content);
            }
            case "append" -> {
                Content content = operation.content();
                return element -> element.append(content);
            }
            case "setInnerContent" -> {
                Content content = operation.content();
                return element -> element.setInnerContent(content);
            }
            case "removeAndKeepContent" -> {
                return Element::removeAndKeepContent;
            }
            default -> {
                return common(operation, "an element", log::element);
            }
        }
    }

    private static void concat(Element element, String name, String suffix) {
        String value = element.attribute(name);
        element.setAttribute(name, value == null ? suffix : value + suffix);
    }

    private Handler<EndTag> endTagOperation(Operation operation) {
        if (operation.name().equals("setName")) {
            String name = operation.text(1);
            return tag -> tag.setName(name);
        }
        return common(operation, "an end tag", log::endTag);
    }

    private Handler<TextChunk> textOperation(Operation operation) {
        switch (operation.name()) {
            case "setText" -> {
                String text = operation.text(1);
                return chunk -> chunk.setText(text);
            }
            case "upper" -> {
                return chunk -> chunk.setText(chunk.text().toUpperCase(Locale.ROOT));
            }
            case "ifLastAfter" -> {
                Content content = operation.content();
                return chunk -> {
                    if (chunk.isLastInTextNode()) {
                        chunk.after(content);
                    }
                };
            }
            default -> {
                return common(operation, "text", log::text);
            }
        }
    }

    private Handler<Comment> commentOperation(Operation operation) {
        if (operation.name().equals("setText")) {
            String text = operation.text(1);
            return comment -> comment.setText(text);
        }
        return common(operation, "a comment", log::comment);
    }

    private Handler<DocumentEnd> endOperation(Operation operation) {
        switch (operation.name()) {
            case "append" -> {
                Content content = operation.content();
                return end -> end.append(content);
            }
            case "log" -> {
                return end -> log.end();
            }
            case "throw" -> {
                return failing(operation);
            }
            default -> throw operation.unknown("the end of the document");
        }
    }

    /** The operations that every part of a document has. */
    private <T extends Rewritable> Handler<T> common(Operation operation, String unit, Consumer<T> logging) {
        switch (operation.name()) {
            case "before" -> {
                Content content = operation.content();
                return part -> part.before(content);
            }
            case "after" -> {
                Content content = operation.content();
                return part -> part.after(content);
            }
            case "replace" -> {
                Content content = operation.content();
                return part -> part.replace(content);
            }
            case "remove" -> {
                return Rewritable::remove;
            }
            case "removed" -> {
                return part -> log.removed(part.isRemoved());
            }
            case "log" -> {
                return logging::accept;
            }
            case "throw" -> {
                return failing(operation);
            }
            default -> throw operation.unknown(unit);
        }
    }

    private static <T> Handler<T> failing(Operation operation) {
        String message = operation.text(1);
        return part -> {
            throw new ThrownByCase(message);
        };
    }

    private static <T> Handler<T> all(JsonNode operations, String where, Function<Operation, Handler<T>> compile) {
        if (!operations.isArray()) {
            throw new CaseException(where + " should be an array of operations");
        }
        List<Handler<T>> handlers = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            handlers.add(compile.apply(Operation.of(operations.get(i), where + "[" + i + "]")));
        }
        return part -> {
            for (Handler<T> handler : handlers) {
                handler.handle(part);
            }
        };
    }

    /** What the operation {@code throw} throws. */
    private static final class ThrownByCase extends Exception {
        private static final long serialVersionUID = 1L;

        ThrownByCase(String message) {
            super(message);
        }
    }
}
