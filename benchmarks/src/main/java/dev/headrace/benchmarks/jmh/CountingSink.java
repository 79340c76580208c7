package dev.headrace.benchmarks.jmh;

import dev.headrace.rewriter.token.DoctypeToken;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenSink;
import dev.headrace.rewriter.token.TokenizerState;

/** Counts tags, and knows of tree construction no more than which elements of an ordinary page have raw text. */
final class CountingSink implements TokenSink {
    private long tags;

    long tags() {
        return tags;
    }

    @Override
    public TokenizerState startTag(TagToken tag) {
        tags++;
        return switch (tag.name.id) {
            case TagId.SCRIPT -> TokenizerState.SCRIPT_DATA;
            case TagId.STYLE, TagId.NOSCRIPT, TagId.IFRAME -> TokenizerState.RAWTEXT;
            case TagId.TITLE, TagId.TEXTAREA -> TokenizerState.RCDATA;
            default -> TokenizerState.DATA;
        };
    }

    @Override
    public void endTag(TagToken tag) {
        tags++;
    }

    @Override
    public boolean ignoresText() {
        return true;
    }

    @Override
    public int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete) {
        return end;
    }

    @Override
    public void endOfText(int position, TokenizerState state) {}

    @Override
    public void cdataBoundary(byte[] buffer, int start, int end) {}

    @Override
    public void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end) {}

    @Override
    public void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end) {}

    @Override
    public void doctype(DoctypeToken doctype) {}

    @Override
    public void skipped(byte[] buffer, int start, int end) {}

    @Override
    public void endOfFile() {}

    @Override
    public boolean isCdataAllowed() {
        return false;
    }
}
