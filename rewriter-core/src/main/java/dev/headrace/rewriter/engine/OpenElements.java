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

/** Has the matcher look at each element that the parser inserts, and keeps those that handlers want until they end. */
final class OpenElements implements TreeSink {
    private final Session session;
    private final RewriteProgram program;
    private final Matcher matcher;

    /** The newest with handlers, by element. */
    private @Nullable OpenElement[] attached = new OpenElement[16];

    /** The newest with handlers among those that have not ended yet. */
    private @Nullable OpenElement newest;

    private @Nullable SourceRange firstHtmlTag;
    private @Nullable SourceRange firstBodyTag;
    private long elements;
    private long matches;

    OpenElements(Session session) {
        this.session = session;
        program = session.program;
        matcher = new Matcher(program.selectors);
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
        if (!session.isHandling()) {
            return;
        }
        int[] wanted = new int[found];
        int size = 0;
        for (int i = 0; i < found; i++) {
            int registration = program.bySelector[matcher.matches()[i]];
            if (source != null || program.registrations.get(registration).implied()) {
                wanted[size++] = registration;
            }
        }
        if (size > 0) {
            int[] registrations = size == found ? wanted : Arrays.copyOf(wanted, size);
            session.opened(add(element, name, registrations), name, namespace, source);
        }
    }

    private OpenElement add(int element, TagName name, int[] registrations) {
        OpenElement added = new OpenElement(name.text(), registrations);
        added.link(newest);
        newest = added;
        if (element >= attached.length) {
            attached = Arrays.copyOf(attached, Math.max(attached.length * 2, element + 1));
        }
        added.sameElement = attached[element];
        attached[element] = added;
        return added;
    }

    /** It has ended. */
    void remove(OpenElement element) {
        element.unlink();
        if (newest == element) {
            newest = element.older;
        }
    }

    void forEachNewestFirst(Consumer<OpenElement> action) {
        for (OpenElement element = newest; element != null; element = element.older) {
            action.accept(element);
        }
    }

    @Override
    public void elementClosed(int element, boolean endTag) {
        OpenElement closed = element < attached.length ? attached[element] : null;
        if (closed != null) {
            attached[element] = null;
            for (; closed != null; closed = closed.sameElement) {
                session.close(closed, endTag);
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
