package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;

/** Hands each token on to a tree builder; whoever implements it hears of the elements. */
public interface TreeBuilding extends TokenSink, TreeSink {
    TreeBuilder builder();

    @Override
    default TokenizerState startTag(TagToken tag) {
        return builder().startTag(tag);
    }

    @Override
    default void endTag(TagToken tag) {
        builder().endTag(tag);
    }

    @Override
    default int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        return builder().text(buffer, start, end, state, complete);
    }

    @Override
    default void endOfText(int position, TokenizerState state) {}

    @Override
    default void cdataBoundary(byte[] buffer, int start, int end) {}

    @Override
    default void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        builder().comment();
    }

    @Override
    default void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {
        builder().comment();
    }

    @Override
    default void doctype(DoctypeToken doctype) {
        builder().doctype(doctype);
    }

    @Override
    default void skipped(byte[] buffer, int start, int end) {}

    @Override
    default void endOfFile() {
        builder().endOfFile();
    }

    @Override
    default boolean isCdataAllowed() {
        return builder().isCdataAllowed();
    }
}
