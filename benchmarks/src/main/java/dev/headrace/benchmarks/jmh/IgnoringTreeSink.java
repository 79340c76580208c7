package dev.headrace.benchmarks.jmh;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.tree.TreeSink;
import org.jspecify.annotations.Nullable;

/** Does nothing with what tree construction says, but for counting elements. */
class IgnoringTreeSink implements TreeSink {
    private long elements;

    long elements() {
        return elements;
    }

    @Override
    public void elementInserted(
            int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
        elements++;
    }

    @Override
    public void elementCloned(int element, int original, int parent, int before) {
        elements++;
    }

    @Override
    public void elementClosed(int element, boolean endTag) {}

    @Override
    public void elementReleased(int element) {}

    @Override
    public void attributesMerged(int element, TagToken tag) {}

    @Override
    public void elementMoved(int element, int parent, int before) {}

    @Override
    public void childrenMoved(int from, int to) {}
}
