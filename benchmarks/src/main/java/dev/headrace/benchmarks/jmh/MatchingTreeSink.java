package dev.headrace.benchmarks.jmh;

import dev.headrace.rewriter.matcher.Matcher;
import dev.headrace.rewriter.matcher.SelectorProgram;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.tree.TreeSink;
import org.jspecify.annotations.Nullable;

/** Has a matcher look at each element. */
final class MatchingTreeSink implements TreeSink {
    private final Matcher matcher;
    private long matches;

    MatchingTreeSink(SelectorProgram program) {
        matcher = new Matcher(program);
    }

    long matches() {
        return matches;
    }

    @Override
    public void elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        matches += matcher.elementInserted(element, parent, before, name, namespace, tag);
    }

    @Override
    public void elementCloned(int element, int original, int parent, int before) {
        matcher.elementCloned(element, original, parent, before);
    }

    @Override
    public void elementClosed(int element, boolean endTag) {}

    @Override
    public void elementReleased(int element) {
        matcher.elementReleased(element);
    }

    @Override
    public void attributesMerged(int element, TagToken tag) {
        matches += matcher.attributesMerged(element, tag);
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
}
