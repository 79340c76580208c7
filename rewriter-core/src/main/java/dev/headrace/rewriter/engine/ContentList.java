package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Contents for one place; most places have none, and most others one. */
final class ContentList {
    /** Never added to: {@link #orNew} stands before every addition to what may be this. */
    static final ContentList EMPTY = new ContentList();

    private @Nullable Content only;
    private @Nullable ArrayDeque<Content> several;

    /** This one, but another in place of {@link #EMPTY}. */
    ContentList orNew() {
        return this == EMPTY ? new ContentList() : this;
    }

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
        // Nothing is written to the list that all documents share.
        if (!isEmpty()) {
            only = null;
            several = null;
        }
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
