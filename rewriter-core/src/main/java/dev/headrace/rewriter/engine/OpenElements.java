package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.matcher.Matcher;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.tree.TreeSink;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has the matcher look at each element that the parser inserts, and keeps what is to happen at their ends. */
final class OpenElements implements TreeSink {
    private static final int KEPT_FREE = 64;
    private static final @Nullable OpenElement[] NONE = {};

    private final Session session;
    private final Matcher matcher;

    /** The newest of each element. */
    private @Nullable OpenElement[] attached = NONE;

    /** The newest of those that have not ended yet; plain ones are left out. */
    private @Nullable OpenElement newest;

    /** Those that have ended, to be used again. */
    private @Nullable OpenElement free;

    private int freeCount;

    private @Nullable SourceRange firstHtmlTag;
    private @Nullable SourceRange firstBodyTag;
    private long elements;
    private long matches;

    OpenElements(Session session) {
        this.session = session;
        matcher = new Matcher(session.program.selectors);
    }

    @Override
    public void elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken source) {
        elements++;
        if (parent == DOCUMENT) {
            matcher.quirks(session.isQuirks());
        }
        int found = matcher.elementInserted(element, parent, before, name, namespace, source);
        if (source != null && namespace == Namespace.HTML) {
            switch (name.id) {
                case TagId.META -> session.adjustEncoding(source);
                case TagId.HTML, TagId.BODY -> noteTag(source);
                default -> {}
            }
        }
        if (found > 0) {
            matched(element, found, name, namespace, source);
        }
    }

    @Override
    public void attributesMerged(int element, TagToken source) {
        int found = matcher.attributesMerged(element, source);
        noteTag(source);
        if (found > 0) {
            matched(element, found, source.name, Namespace.HTML, source);
        }
    }

    private void noteTag(TagToken source) {
        if (source.name.id == TagId.HTML && firstHtmlTag == null) {
            firstHtmlTag = session.sourceRange(source.start, source.end);
        } else if (source.name.id == TagId.BODY && firstBodyTag == null) {
            firstBodyTag = session.sourceRange(source.start, source.end);
        }
    }

    /** Where the first tag of an {@code html} or {@code body} element stands, or null for other elements. */
    @Nullable
    SourceRange firstTag(TagName name, int namespace) {
        if (namespace != Namespace.HTML) {
            return null;
        }
        return name.id == TagId.HTML ? firstHtmlTag : name.id == TagId.BODY ? firstBodyTag : null;
    }

    private void matched(int element, int found, TagName name, int namespace, @Nullable TagToken source) {
        matches += found;
        if (session.isHandling()) {
            session.steps.element(element, matcher.matches(), found, name, namespace, source);
        }
    }

    /** One that nothing is to happen at the end of yet; it belongs to no element before {@link #attach}. */
    OpenElement take(TagName name) {
        OpenElement taken = free;
        if (taken == null) {
            taken = new OpenElement();
        } else {
            free = taken.older;
            freeCount--;
            taken.older = null;
        }
        taken.begin(name.text());
        return taken;
    }

    void giveBack(OpenElement open) {
        if (freeCount < KEPT_FREE) {
            open.reset();
            freeCount++;
            open.older = free;
            free = open;
        }
    }

    /** Has {@link #elementClosed} find it. */
    void attach(int element, OpenElement added) {
        if (element >= attached.length) {
            attached = Arrays.copyOf(attached, Math.max(attached.length * 2, element + 16));
        }
        added.sameElement = attached[element];
        attached[element] = added;
    }

    /** As {@link #attach}, for one that is more than {@linkplain OpenElement#isPlain plain}, or may become it. */
    void attachAndLink(int element, OpenElement added) {
        added.link(newest);
        newest = added;
        attach(element, added);
    }

    /** It has ended. */
    void remove(OpenElement element) {
        element.unlink();
        if (newest == element) {
            newest = element.older;
        }
        giveBack(element);
    }

    /** The action may remove the one that it is given. */
    void forEachNewestFirst(Consumer<OpenElement> action) {
        OpenElement element = newest;
        while (element != null) {
            OpenElement older = element.older;
            action.accept(element);
            element = older;
        }
    }

    @Override
    public void elementClosed(int element, boolean endTag) {
        if (!session.agenda.isEmpty()) {
            session.steps.ended(element);
        }
        OpenElement closed = element < attached.length ? attached[element] : null;
        if (closed != null) {
            attached[element] = null;
            while (closed != null) {
                OpenElement earlier = closed.sameElement;
                session.close(closed, endTag);
                closed = earlier;
            }
        }
    }

    @Override
    public void elementCloned(int element, int original, int parent, int before) {
        elements++;
        matcher.elementCloned(element, original, parent, before);
    }

    @Override
    public void elementReleased(int element) {
        matcher.elementReleased(element);
    }

    @Override
    public void elementMoved(int element, int parent, int before) {
        matcher.elementMoved(element, parent, before);
    }

    @Override
    public void childrenMoved(int from, int to) {
        matcher.childrenMoved(from, to);
    }

    @Override
    public void elementRemoved(int element) {
        matcher.elementRemoved(element);
    }

    long elements() {
        return elements;
    }

    long matches() {
        return matches;
    }
}
