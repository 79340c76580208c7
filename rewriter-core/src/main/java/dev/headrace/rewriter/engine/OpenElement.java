package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.EndTag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element that handlers matched, and what is to happen when it ends. */
final class OpenElement {
    /** Numbers of the registrations that matched. */
    final int[] matches;

    private @Nullable ContentList appended;
    private @Nullable ContentList after;
    boolean contentRemoved;
    boolean endTagRemoved;

    @Nullable
    String newName;

    @Nullable
    List<Registration> endTagHandlers;

    /** Whether its handlers for text and comments are being called. */
    boolean active;

    /** Whether its end has been seen. */
    boolean closing;

    /** The neighbours among all elements with handlers that have not ended yet. */
    @Nullable
    OpenElement older;

    private @Nullable OpenElement newer;

    /** What an earlier tag of the same element left; {@code html} and {@code body} may have several. */
    @Nullable
    OpenElement sameElement;

    private final String name;

    OpenElement(String name, int[] matches) {
        this.name = name;
        this.matches = matches;
    }

    ContentList appended() {
        return appended == null ? ContentList.EMPTY : appended;
    }

    ContentList after() {
        return after == null ? ContentList.EMPTY : after;
    }

    void append(Content content) {
        if (appended == null) {
            appended = new ContentList();
        }
        appended.addLast(content);
    }

    void clearAppended() {
        appended = null;
    }

    void after(ContentList contents) {
        if (!contents.isEmpty()) {
            after = new ContentList();
            after.takeFrom(contents);
        }
    }

    String name() {
        return name;
    }

    void link(@Nullable OpenElement newest) {
        older = newest;
        if (newest != null) {
            newest.newer = this;
        }
    }

    void unlink() {
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        }
    }

    /** Takes back all that handlers asked for. */
    void forget() {
        appended = null;
        after = null;
        contentRemoved = false;
        endTagRemoved = false;
        newName = null;
        endTagHandlers = null;
    }

    /** Whether output depends on where it ends. */
    boolean isPromised() {
        return contentRemoved || endTagRemoved || newName != null || !appended().isEmpty() || !after().isEmpty();
    }

    void onEndTag(HandlerCall<EndTag> handler, String subject) {
        if (endTagHandlers == null) {
            endTagHandlers = new ArrayList<>(1);
        }
        endTagHandlers.add(new Registration(Registration.Kind.ELEMENT, subject, -1, -1, false, handler));
    }

    List<Registration> endTagHandlers() {
        return endTagHandlers == null ? List.of() : endTagHandlers;
    }
}
