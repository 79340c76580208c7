package dev.headrace.front.rules;

import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.Rewritable;
import java.util.List;

/** The operations of rules, as handlers. */
public final class Operations {
    private Operations() {}

    /** Sets an attribute. */
    public static Handler<Element> setAttribute(String name, String value) {
        return element -> element.setAttribute(name, value);
    }

    /** Removes an attribute. */
    public static Handler<Element> removeAttribute(String name) {
        return element -> element.removeAttribute(name);
    }

    /** Replaces a string wherever it stands in an attribute's value, which is that of the DOM: character references are resolved. */
    static Handler<Element> replaceInAttribute(String name, String find, String with) {
        return element -> {
            String value = element.attribute(name);
            if (value != null && value.contains(find)) {
                element.setAttribute(name, value.replace(find, with));
            }
        };
    }

    /** Renames an element. */
    public static Handler<Element> rename(String name) {
        return element -> element.setTagName(name);
    }

    /** Takes out an element's tags and leaves its content. */
    public static Handler<Element> unwrap() {
        return Element::removeAndKeepContent;
    }

    /** Puts content at, in or around an element. */
    public static Handler<Element> insert(Place place, Content content) {
        return switch (place) {
            case BEFORE -> element -> element.before(content);
            case AFTER -> element -> element.after(content);
            case PREPEND -> element -> element.prepend(content);
            case APPEND -> element -> element.append(content);
            case SET_INNER_CONTENT -> element -> element.setInnerContent(content);
            case REPLACE -> element -> element.replace(content);
        };
    }

    /** Takes it out. */
    public static <T extends Rewritable> Handler<T> remove() {
        return Rewritable::remove;
    }

    static <T extends Rewritable> Handler<T> before(Content content) {
        return unit -> unit.before(content);
    }

    static <T extends Rewritable> Handler<T> after(Content content) {
        return unit -> unit.after(content);
    }

    static <T extends Rewritable> Handler<T> replace(Content content) {
        return unit -> unit.replace(content);
    }

    static Handler<Comment> setText(String text) {
        return comment -> comment.setText(text);
    }

    /** All of them, one after the other. */
    static <T> Handler<T> inOrder(List<Handler<T>> operations) {
        if (operations.size() == 1) {
            return operations.get(0);
        }
        List<Handler<T>> all = List.copyOf(operations);
        return unit -> {
            for (Handler<T> operation : all) {
                operation.handle(unit);
            }
        };
    }
}
