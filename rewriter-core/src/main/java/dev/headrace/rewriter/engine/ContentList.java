package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contents for one place; most places have none. */
final class ContentList {
    /** Never added to. */
    static final ContentList EMPTY = new ContentList();

    private @Nullable Deque<Content> contents;

    void addLast(Content content) {
        list().addLast(content);
    }

    void addFirst(Content content) {
        list().addFirst(content);
    }

    void set(Content content) {
        clear();
        addLast(content);
    }

    void clear() {
        contents = null;
    }

    boolean isEmpty() {
        return contents == null;
    }

    Iterable<Content> contents() {
        return contents == null ? List.of() : contents;
    }

    /** Takes over what is in the other, and leaves it empty. */
    void takeFrom(ContentList other) {
        contents = other.contents;
        other.contents = null;
    }

    private Deque<Content> list() {
        if (contents == null) {
            contents = new ArrayDeque<>(2);
        }
        return contents;
    }
}
