package dev.headrace.benchmarks.jmh;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import dev.headrace.rewriter.tree.TreeBuilder;
import dev.headrace.rewriter.tree.TreeSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens of a page, recorded once, so that tree construction can be measured without the tokenizer. */
final class Tokens implements TokenSink {
    private static final int MAX_OPEN = 1 << 17;
    private static final long MAX_RECONSTRUCTED = Long.MAX_VALUE;

    /** What is done for one token. */
    private interface Replay {
        void to(TreeBuilder tree);
    }

    private final List<Replay> tokens = new ArrayList<>();

    /** Decides the states that the tokenizer goes through while it records. */
    private final TreeBuilder tree = builder(new IgnoringTreeSink());

    private Tokens() {}

    static Tokens of(byte[] page) {
        Tokens recorded = new Tokens();
        new Tokenizer(recorded).run(page, page.length, true);
        return recorded;
    }

    /** A builder without limits. */
    static TreeBuilder builder(TreeSink sink) {
        return new TreeBuilder(sink, MAX_OPEN, MAX_RECONSTRUCTED, false);
    }

    /** Builds the page's tree, which nobody keeps. */
    void replay(TreeBuilder to) {
        for (Replay token : tokens) {
            token.to(to);
        }
    }

    int count() {
        return tokens.size();
    }

    private void record(Replay token) {
        tokens.add(token);
    }

    @Override
    public TokenizerState startTag(TagToken tag) {
        TagToken copy = copy(tag);
        record(to -> to.startTag(copy));
        return tree.startTag(tag);
    }

    @Override
    public void endTag(TagToken tag) {
        TagToken copy = copy(tag);
        record(to -> to.endTag(copy));
        tree.endTag(tag);
    }

    @Override
    public int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        record(to -> {
            if (!to.ignoresText()) {
                to.text(buffer, start, end, state, true);
            }
        });
        return tree.text(buffer, start, end, state, true);
    }

    @Override
    public void endOfText(int position, TokenizerState state) {}

    @Override
    public void cdataBoundary(byte[] buffer, int start, int end) {}

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        record(TreeBuilder::comment);
        tree.comment();
    }

    @Override
    public void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        record(TreeBuilder::comment);
        tree.comment();
    }

    @Override
    public void doctype(DoctypeToken doctype) {
        record(to -> to.doctype(new DoctypeToken()));
        tree.doctype(doctype);
    }

    @Override
    public void skipped(byte[] buffer, int start, int end) {}

    @Override
    public void endOfFile() {
        record(TreeBuilder::endOfFile);
        tree.endOfFile();
    }

    @Override
    public boolean isCdataAllowed() {
        return tree.isCdataAllowed();
    }

    private static TagToken copy(TagToken tag) {
        TagToken copy = new TagToken();
        copy.buffer = tag.buffer;
        copy.start = tag.start;
        copy.end = tag.end;
        copy.nameStart = tag.nameStart;
        copy.nameEnd = tag.nameEnd;
        copy.name = tag.name;
        copy.selfClosing = tag.selfClosing;
        copy.encoding = tag.encoding;
        copy.attributeCount = tag.attributeCount;
        copy.attributes = Arrays.copyOf(tag.attributes, Math.max(1, tag.attributeCount) * TagToken.STRIDE);
        return copy;
    }
}
