package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.content.TextType;
import dev.headrace.rewriter.token.TokenizerState;
import org.jspecify.annotations.Nullable;

/** The text chunk that handlers see. */
final class TextUnit extends Unit implements TextChunk {
    private @Nullable String text;
    private boolean changed;
    private boolean last;
    private boolean followed;
    private TokenizerState state = TokenizerState.DATA;

    TextUnit(Session session) {
        super(session);
    }

    void attach(int from, int to, TokenizerState foundIn, boolean markupFollows) {
        attach(from, to);
        followed = markupFollows;
        state = foundIn;
        text = null;
        changed = false;
    }

    void last(boolean lastInTextNode) {
        last = lastInTextNode;
    }

    void emit(Emission emission) {
        emit(emission, changed ? text() : null);
    }

    @Override
    public String text() {
        check();
        if (text == null) {
            text = start == end ? "" : session.decode(start, end);
        }
        return text;
    }

    @Override
    public int byteLength() {
        check();
        return changed ? -1 : end - start;
    }

    @Override
    public byte byteAt(int index) {
        return session.byteAt(start + index);
    }

    @Override
    public void setText(String source) {
        check();
        changed |= !source.equals(text());
        text = source;
    }

    @Override
    public boolean isLastInTextNode() {
        check();
        return last;
    }

    @Override
    public boolean isFollowedByMarkup() {
        check();
        return followed;
    }

    @Override
    public TextType type() {
        check();
        return typeOf(state);
    }

    private static TextType typeOf(TokenizerState state) {
        return switch (state) {
            case DATA -> TextType.DATA;
            case RCDATA -> TextType.RCDATA;
            case RAWTEXT -> TextType.RAWTEXT;
            case SCRIPT_DATA -> TextType.SCRIPT_DATA;
            case PLAINTEXT -> TextType.PLAINTEXT;
            case CDATA_SECTION -> TextType.CDATA_SECTION;
        };
    }
}
