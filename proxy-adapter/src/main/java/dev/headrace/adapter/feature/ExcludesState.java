package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.TextChunk;
import org.jspecify.annotations.Nullable;

/** A page out of which something is taken: which elements are open, and since when nothing passes. */
final class ExcludesState {
    private final Tally tally;
    private final boolean isOff;

    /** The innermost element that is open and has a tag in the source; null outside of all. */
    private @Nullable Open current;

    /** Whether what comes is taken out, and the element that the comment before it stands in. */
    private boolean excluding;

    private @Nullable Open parent;

    ExcludesState(Tally tally) {
        this.tally = tally;
        isOff = tally.isSkipped();
    }

    void element(Element element) {
        if (isOff) {
            return;
        }
        if (excluding && isOfTheWhole(element)) {
            leaveUnclosed();
        }
        if (element.canHaveContent()) {
            Open opened = new Open(current);
            current = opened;
            element.onEndTag(end -> ended(opened));
        }
        if (excluding) {
            element.remove();
        }
    }

    /** These are never taken out: of a page without them nothing would be left. */
    private static boolean isOfTheWhole(Element element) {
        return switch (element.tagName()) {
            case "html", "head", "body", "frameset" -> true;
            default -> false;
        };
    }

    private void ended(Open element) {
        if (excluding && element == parent) {
            leaveUnclosed();
        }
        element.isOpen = false;
        while (current != null && !current.isOpen) {
            current = current.parent;
        }
    }

    void comment(Comment comment) {
        if (isOff) {
            return;
        }
        String mark = comment.text().strip();
        if (excluding) {
            comment.remove();
            if (mark.equals("/sse")) {
                if (current == parent) {
                    excluding = false;
                    parent = null;
                } else {
                    tally.leftAlone("misnested");
                }
            }
        } else if (mark.equals("sse")) {
            comment.remove();
            tally.applied();
            excluding = true;
            parent = current;
        } else if (mark.equals("/sse")) {
            tally.leftAlone("not-opened");
        }
    }

    void text(TextChunk chunk) {
        if (excluding) {
            chunk.remove();
        }
    }

    void end() {
        if (excluding) {
            leaveUnclosed();
        }
    }

    private void leaveUnclosed() {
        tally.leftAlone("unclosed");
        excluding = false;
        parent = null;
    }

    /** An element that is open, or was until shortly before; formatting elements may end before what is in them. */
    private static final class Open {
        private final @Nullable Open parent;
        private boolean isOpen = true;

        Open(@Nullable Open parent) {
            this.parent = parent;
        }
    }
}
