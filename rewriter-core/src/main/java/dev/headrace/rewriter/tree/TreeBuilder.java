package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;

/** Tree construction (WHATWG HTML §13.2.6) without a tree. */
public final class TreeBuilder {
    public TreeBuilder(TreeSink sink, int maxOpenElements, long maxReconstructedElements, boolean observing) {
        throw new UnsupportedOperationException();
    }

    /** Returns the state in which the tokenizer goes on. */
    public TokenizerState startTag(TagToken tag) {
        throw new UnsupportedOperationException();
    }

    public void endTag(TagToken tag) {}

    /** As {@link dev.headrace.rewriter.token.TokenSink#text}. */
    public int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        return end;
    }

    /** A comment or a processing instruction. */
    public void comment() {}

    public void doctype(DoctypeToken doctype) {}

    public void endOfFile() {}

    public boolean isCdataAllowed() {
        return false;
    }

    public boolean isQuirks() {
        return false;
    }

    public InsertionMode insertionMode() {
        return InsertionMode.INITIAL;
    }

    /** The current node, or {@link TreeSink#DOCUMENT} when nothing is open. */
    public int currentNode() {
        return TreeSink.DOCUMENT;
    }

    /** The parent that the element has in the DOM. */
    public int parent(int element) {
        return TreeSink.DOCUMENT;
    }

    public int namespace(int element) {
        return 0;
    }

    public TagName name(int element) {
        throw new UnsupportedOperationException();
    }
}
