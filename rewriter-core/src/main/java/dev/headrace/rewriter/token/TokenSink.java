package dev.headrace.rewriter.token;

/**
 * Takes the tokens of a document in order. All offsets are into the tokenizer's buffer and hold during the call. The
 * tokens' source ranges follow one another without gaps.
 */
public interface TokenSink {
    /** The state in which the tokenizer goes on behind the tag. */
    TokenizerState startTag(TagToken tag);

    void endTag(TagToken tag);

    /**
     * Text, or a part of it.
     *
     * @param state the state that the text was found in: tells whether character references count
     * @param complete whether the run of text ends here, so that nothing may be held back
     * @return the end of what was taken; what is behind it comes again: at once if anything was taken, else with more input.
     *     When {@code complete}, something always is.
     */
    int text(byte[] buffer, int start, int end, TokenizerState state, boolean complete);

    /** The text node that {@link #text} gave the parts of ended here; {@code state} is that of its last part. */
    void endOfText(int position, TokenizerState state);

    /** Markup between text of one text node that is no text itself: {@code <![CDATA[} and {@code ]]>}. */
    void cdataBoundary(byte[] buffer, int start, int end);

    void comment(byte[] buffer, int start, int contentStart, int contentEnd, int end);

    void processingInstruction(byte[] buffer, int start, int contentStart, int contentEnd, int end);

    void doctype(DoctypeToken doctype);

    /** Source that gives no token: a tag, comment or instruction that the end of input cut off, {@code </>}. */
    void skipped(byte[] buffer, int start, int end);

    void endOfFile();

    /** Whether text here would change nothing and nobody wants it, so that {@link #text} and {@link #endOfText} need not be called. */
    default boolean ignoresText() {
        return false;
    }

    /** Whether {@code <![CDATA[} opens a section here: the adjusted current node is not in the HTML namespace (§13.2.5.42). */
    boolean isCdataAllowed();
}
