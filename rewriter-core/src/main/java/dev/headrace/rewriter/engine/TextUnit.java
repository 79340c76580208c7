package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.content.TextType;
import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Unencodable;
import dev.headrace.rewriter.token.TokenizerState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The text chunk that handlers see. */
final class TextUnit extends Unit implements TextChunk {
    private static final int KEPT_ROOM = 64 * 1024;

    private @Nullable String text;
    private boolean changed;
    private boolean last;

    /** What was put in place of the source's bytes; made when it is first needed. */
    private @Nullable ByteOutput own;

    /** Whether that is the text in force, and not an earlier one. */
    private boolean hasOwn;

    private TokenizerState state = TokenizerState.DATA;

    TextUnit(Session session) {
        super(session);
    }

    void attach(int from, int to, TokenizerState foundIn) {
        attach(from, to);
        state = foundIn;
        text = null;
        changed = false;
        hasOwn = false;
        if (own != null && own.array().length > KEPT_ROOM) {
            own = null;
        }
    }

    void last(boolean lastInTextNode) {
        last = lastInTextNode;
    }

    void emit(Emission emission) {
        emit(emission, changed);
    }

    @Override
    void emitChanged(Emission emission) {
        if (hasOwn) {
            emission.bytes(own().array(), own().size());
        } else {
            emission.html(text());
        }
    }

    @Override
    public String text() {
        check();
        if (text == null) {
            text = hasOwn ? session.encoding().decode(own().array(), 0, own().size()) : session.decode(start, end);
        }
        return text;
    }

    @Override
    public int byteLength() {
        check();
        return changed ? encoded().size() : end - start;
    }

    @Override
    public void getBytes(byte[] target) {
        check();
        if (changed) {
            System.arraycopy(encoded().array(), 0, target, 0, encoded().size());
        } else {
            session.getBytes(start, end, target);
        }
    }

    @Override
    public void setText(String source) {
        check();
        if (!source.equals(text())) {
            changed = true;
            hasOwn = false;
            text = source;
        }
    }

    @Override
    public void setBytes(byte[] source, int offset, int length) {
        check();
        Objects.checkFromIndexSize(offset, length, source.length);
        ByteOutput bytes = own();
        bytes.reset();
        bytes.write(source, offset, length);
        hasOwn = true;
        changed = true;
        text = null;
    }

    private ByteOutput own() {
        if (own == null) {
            own = new ByteOutput();
        }
        return own;
    }

    private ByteOutput encoded() {
        ByteOutput bytes = own();
        if (!hasOwn) {
            bytes.reset();
            String characters = text();
            session.encoding().encode(characters, 0, characters.length(), bytes, Unencodable.NUMERIC_REFERENCE);
            hasOwn = true;
        }
        return bytes;
    }

    @Override
    public boolean isLastInTextNode() {
        check();
        return last;
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
