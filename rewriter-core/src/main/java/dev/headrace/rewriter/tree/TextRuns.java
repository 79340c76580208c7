package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.text.CharacterReferences;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TokenizerState;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Character tokens in all insertion modes (WHATWG HTML §13.2.6.4, §13.2.6.4.10, §13.2.6.5).
 *
 * <p>The standard's rules tell white space, NUL and other characters apart. Most text, in the body of a document, meets a
 * state in which the answer changes nothing; that is seen at once, and such text is not looked at. Elsewhere the
 * source's bytes are looked at as they are: in every encoding that reaches the parser white space, NUL and {@code &} are
 * the bytes of ASCII.
 */
final class TextRuns {
    private static final int SPACE = 0;
    private static final int NUL = 1;
    private static final int OTHER = 2;

    /**
     * From here on, a character reference that is not complete is looked at again only when twice as much of it is there.
     */
    private static final int HELD_BYTES_TO_DOUBLE = 64;

    private final TreeState state;
    private final HeadModes headModes;
    private final TableModes tableModes;
    private final ForeignContent foreign;

    private int heldBytes;
    private boolean pendingIsForeignToTable;
    private @Nullable ByteArrayOutputStream pending;

    /** The end of the character that was classified last; the class is {@link #classAt}'s answer. */
    private int characterEnd;

    TextRuns(TreeState state, HeadModes headModes, TableModes tableModes, ForeignContent foreign) {
        this.state = state;
        this.headModes = headModes;
        this.tableModes = tableModes;
        this.foreign = foreign;
    }

    int text(byte[] buffer, int start, int end, TokenizerState tokenizerState, boolean complete) {
        int position = start;
        if (heldBytes > HELD_BYTES_TO_DOUBLE && !complete && end - start < 2 * heldBytes) {
            return start;
        }
        heldBytes = 0;
        while (position < end) {
            if (state.lineFeed == 0 && isIndifferent()) {
                state.insertCharacters(buffer, position, end, tokenizerState);
                return end;
            }
            int kind = classAt(buffer, position, end, tokenizerState, complete);
            if (kind < 0) {
                heldBytes = end - position;
                return position;
            }
            int next = characterEnd;
            if (state.lineFeed != 0 && isSkippedLineFeed(buffer, position, next)) {
                position = next;
                continue;
            }
            if (kind == SPACE || state.observing) {
                next = runEnd(kind, buffer, next, end, tokenizerState, complete);
            }
            handle(kind, buffer, position, next, tokenizerState);
            position = next;
            if (kind == SPACE && position < end && !isIndifferent()) {
                // What follows may insert or close elements, and that happens behind the white space.
                return position;
            }
        }
        return end;
    }

    boolean ignoresText() {
        if (state.observing || state.lineFeed != 0 || heldBytes != 0) {
            return false;
        }
        boolean inBody = state.mode == InsertionMode.IN_BODY && !state.framesetOk;
        // Where the current node is foreign, too: text that would be reconstructed for is nothing there either.
        return inBody && !state.needsReconstruction() || isIndifferent();
    }

    /** §13.2.6.4.10: a token that is no character ends the pending table text. */
    void flushTableText() {
        state.mode = state.originalMode;
        if (pending != null) {
            byte[] bytes = pending.toByteArray();
            pending = null;
            state.fosterParenting = pendingIsForeignToTable;
            state.insertCharacters(bytes, 0, bytes.length, TokenizerState.DATA);
            state.fosterParenting = false;
        }
    }

    /** Whether text changes nothing but the text of the current node, whatever it is. */
    private boolean isIndifferent() {
        if (state.mode == InsertionMode.TEXT) {
            return true;
        }
        if (state.framesetOk) {
            return false;
        }
        if (!foreign.isHtmlForText()) {
            return true;
        }
        return !state.observing
                && switch (state.mode) {
                    case IN_BODY, IN_CELL, IN_CAPTION, IN_TEMPLATE -> !state.needsReconstruction();
                    case IN_TABLE_TEXT -> pendingIsForeignToTable;
                    case IN_FRAMESET, AFTER_FRAMESET -> true;
                    default -> false;
                };
    }

    /** The class of the character at the position, or -1 if what follows decides. */
    private int classAt(byte[] buffer, int position, int end, TokenizerState tokenizerState, boolean complete) {
        byte b = buffer[position];
        characterEnd = position + 1;
        if (b == 0) {
            // In the other states the tokenizer emits U+FFFD.
            return tokenizerState == TokenizerState.DATA || tokenizerState == TokenizerState.CDATA_SECTION
                    ? NUL
                    : OTHER;
        }
        if (b != '&' || !hasReferences(tokenizerState)) {
            return isSpace(b) ? SPACE : OTHER;
        }
        long answer = CharacterReferences.firstCodePoint(buffer, position, end, complete);
        if (answer == CharacterReferences.NEED_MORE) {
            return -1;
        }
        if (answer == CharacterReferences.NO_REFERENCE) {
            return OTHER;
        }
        characterEnd = position + CharacterReferences.length(answer);
        return isSpace(CharacterReferences.codePoint(answer)) ? SPACE : OTHER;
    }

    private int runEnd(int kind, byte[] buffer, int from, int end, TokenizerState tokenizerState, boolean complete) {
        int position = from;
        while (position < end && classAt(buffer, position, end, tokenizerState, complete) == kind) {
            position = characterEnd;
        }
        return position;
    }

    /**
     * Whether the character is the line feed behind {@code <pre>}, {@code <listing>}, {@code <textarea>}, or a part of
     * it.
     */
    private boolean isSkippedLineFeed(byte[] buffer, int position, int end) {
        boolean behindCarriageReturn = state.lineFeed == TreeState.SKIP_REST_OF_CRLF;
        byte b = buffer[position];
        state.forgetLineFeed();
        if (behindCarriageReturn) {
            return b == '\n';
        }
        if (b == '\r') {
            state.lineFeed = TreeState.SKIP_REST_OF_CRLF;
            return true;
        }
        if (b == '&' && end > position + 1) {
            long answer = CharacterReferences.firstCodePoint(buffer, position, end, true);
            return CharacterReferences.codePoint(answer) == '\n';
        }
        return b == '\n';
    }

    private void handle(int kind, byte[] buffer, int start, int end, TokenizerState tokenizerState) {
        if (!foreign.isHtmlForText()) {
            state.insertCharacters(buffer, start, end, tokenizerState);
            if (kind == OTHER) {
                state.framesetOk = false;
            }
            return;
        }
        boolean handled;
        do {
            handled = handleIn(state.mode, kind, buffer, start, end, tokenizerState);
        } while (!handled);
    }

    /** Returns false if the characters are to be processed again, in another mode. */
    private boolean handleIn(
            InsertionMode mode, int kind, byte[] buffer, int start, int end, TokenizerState tokenizerState) {
        boolean space = kind == SPACE;
        switch (mode) {
            case INITIAL -> {
                if (!space) {
                    headModes.leaveInitial();
                }
                return space;
            }
            case BEFORE_HTML -> {
                if (!space) {
                    headModes.insertImpliedHtml();
                }
                return space;
            }
            case BEFORE_HEAD -> {
                if (!space) {
                    headModes.insertImpliedHead();
                }
                return space;
            }
            case IN_HEAD, AFTER_HEAD, IN_COLUMN_GROUP -> {
                if (space) {
                    state.insertCharacters(buffer, start, end, tokenizerState);
                    return true;
                }
                return !leaveForText(mode);
            }
            case TEXT -> state.insertCharacters(buffer, start, end, tokenizerState);
            case IN_BODY, IN_CELL, IN_CAPTION, IN_TEMPLATE -> inBody(kind, buffer, start, end, tokenizerState);
            case IN_TABLE, IN_TABLE_BODY, IN_ROW -> {
                return inTable(kind, buffer, start, end, tokenizerState);
            }
            case IN_TABLE_TEXT -> inTableText(kind, buffer, start, end);
            case AFTER_BODY, AFTER_AFTER_BODY -> {
                if (!space) {
                    state.mode = InsertionMode.IN_BODY;
                    return false;
                }
                inBody(kind, buffer, start, end, tokenizerState);
            }
            case IN_FRAMESET, AFTER_FRAMESET -> {
                if (space) {
                    state.insertCharacters(buffer, start, end, tokenizerState);
                }
            }
            case AFTER_AFTER_FRAMESET -> {
                if (space) {
                    inBody(kind, buffer, start, end, tokenizerState);
                }
            }
        }
        return true;
    }

    /** Leaves a mode that has no text but white space; returns false if the text is ignored instead. */
    private boolean leaveForText(InsertionMode mode) {
        if (mode == InsertionMode.IN_COLUMN_GROUP) {
            return tableModes.endColumnGroup(false);
        }
        if (mode == InsertionMode.IN_HEAD) {
            headModes.popHead(false);
        } else {
            headModes.insertImpliedBody();
        }
        return true;
    }

    private void inBody(int kind, byte[] buffer, int start, int end, TokenizerState tokenizerState) {
        if (kind == NUL) {
            return;
        }
        state.reconstructFormatting();
        state.insertCharacters(buffer, start, end, tokenizerState);
        if (kind == OTHER) {
            state.framesetOk = false;
        }
    }

    private boolean inTable(int kind, byte[] buffer, int start, int end, TokenizerState tokenizerState) {
        int id = state.stack.currentId();
        if (ElementKinds.isTableContext(id) || id == TagId.TEMPLATE) {
            state.originalMode = state.mode;
            state.mode = InsertionMode.IN_TABLE_TEXT;
            pendingIsForeignToTable = false;
            return false;
        }
        state.fosterParenting = true;
        inBody(kind, buffer, start, end, tokenizerState);
        state.fosterParenting = false;
        return true;
    }

    private void inTableText(int kind, byte[] buffer, int start, int end) {
        if (kind == NUL) {
            return;
        }
        if (kind == OTHER && !pendingIsForeignToTable) {
            // One such character decides for the whole run. What it does to the stack need not wait for the run's end.
            pendingIsForeignToTable = true;
            state.fosterParenting = true;
            state.reconstructFormatting();
            state.fosterParenting = false;
            state.framesetOk = false;
        }
        if (state.observing) {
            if (pending == null) {
                pending = new ByteArrayOutputStream();
            }
            pending.write(buffer, start, end - start);
        }
    }

    private static boolean hasReferences(TokenizerState tokenizerState) {
        return tokenizerState == TokenizerState.DATA || tokenizerState == TokenizerState.RCDATA;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
    }
}
