package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Contents for one place; most places have none, and most others one. */
final class ContentList {
    private @Nullable Content only;
    private @Nullable ArrayDeque<Content> several;

    void addLast(Content content) {
        if (isEmpty()) {
            only = content;
        } else {
            several().addLast(content);
        }
    }

    void addFirst(Content content) {
        if (isEmpty()) {
            only = content;
        } else {
            several().addFirst(content);
        }
    }

    void set(Content content) {
        clear();
        only = content;
    }

    void clear() {
        only = null;
        several = null;
    }

    boolean isEmpty() {
        return only == null && several == null;
    }

    /** The content, if there is one and no more. */
    @Nullable
    Content only() {
        return only;
    }

    /** All contents, if there are more than one. */
    @Nullable
    Iterable<Content> severalOrNull() {
        return several;
    }

    /** Takes over what is in the other, and leaves it empty. */
    void takeFrom(ContentList other) {
        only = other.only;
        several = other.several;
        other.clear();
    }

    private ArrayDeque<Content> several() {
        if (several == null) {
            several = new ArrayDeque<>(4);
        }
        if (only != null) {
            several.add(only);
            only = null;
        }
        return several;
    }
}
