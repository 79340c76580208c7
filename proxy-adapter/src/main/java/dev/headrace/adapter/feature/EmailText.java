package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.content.TextChunk;
import java.io.InputStream;

/**
 * Replaces addresses in text that comes in chunks. A word that the end of a chunk cuts is held back until its rest is there, or until it is
 * longer than any address.
 */
final class EmailText {
    private static final int MOST_HELD = EmailWords.MOST_CHARACTERS + WordReference.MOST_CHARACTERS;

    private final EmailWords.Replacement replacement;

    private String held = "";

    /** Whether the text so far ends in a word that is too long; then what is held is the beginning of a reference at most. */
    private boolean inLongWord;

    /** What was held before the latest chunk that changed what is held, and whether that chunk has been put out: a handler behind may fail. */
    private String heldBefore = "";

    private boolean committed = true;

    /** Is reached when the chunk that it stands behind has been put out. */
    private final Content commit = Content.of(ContentType.HTML, () -> {
        committed = true;
        return InputStream.nullInputStream();
    });

    EmailText(EmailWords.Replacement replacement) {
        this.replacement = replacement;
    }

    void take(TextChunk chunk, TextBytes bytes) {
        boolean isPending = !held.isEmpty() || inLongWord;
        boolean isLast = chunk.isLastInTextNode();
        if (isPending || !isLast) {
            takePart(chunk, !isLast);
            bytes.read(chunk);
        } else if (!chunk.isRemoved() && EmailWords.mayHaveAddress(chunk, bytes)) {
            takeWhole(chunk);
        }
    }

    private void takeWhole(TextChunk chunk) {
        String source = chunk.text();
        String replaced = EmailWords.replace(source, 0, source.length(), replacement);
        if (replaced != null) {
            chunk.replace(Content.html(replaced));
        }
    }

    private void takePart(TextChunk chunk, boolean open) {
        heldBefore = held;
        committed = false;
        chunk.after(commit);
        if (chunk.isRemoved()) {
            endWord(chunk);
        } else {
            hold(chunk, held + chunk.text(), open);
        }
    }

    /** What is held ends here, though no markup is there: the text is gone. */
    private void endWord(TextChunk chunk) {
        String replaced = inLongWord ? null : EmailWords.replace(held, 0, held.length(), replacement);
        put(chunk, replaced == null ? held : replaced);
        held = "";
        inLongWord = false;
    }

    /** Puts out what is decided of what was held and the chunk, and holds back the rest. */
    private void hold(TextChunk chunk, String source, boolean open) {
        boolean wasHeld = !held.isEmpty();
        int from = inLongWord ? EmailWords.end(source, 0) : 0;
        int cut = open ? EmailWords.cutReference(source) : source.length();
        int tail = source.length();
        if (inLongWord && open && from >= cut) {
            tail = cut;
        } else {
            inLongWord = false;
            tail = open ? EmailWords.tail(source, from) : source.length();
        }
        String replaced = inLongWord ? null : EmailWords.replace(source, from, tail, replacement);
        if (source.length() - tail > MOST_HELD) {
            inLongWord = true;
            replaced = replaced == null ? null : replaced + source.substring(tail, cut);
            tail = cut;
        }
        held = source.substring(tail);
        if (replaced != null) {
            chunk.replace(Content.html(replaced));
        } else if (wasHeld || !held.isEmpty()) {
            chunk.setText(source.substring(0, tail));
        }
    }

    private static void put(TextChunk chunk, String source) {
        if (!source.isEmpty()) {
            chunk.before(Content.html(source));
        }
    }

    /** What is held, and lost if it is not put out where the document is left; nothing is held any more. */
    String bailOut() {
        String lost = committed ? held : heldBefore;
        held = "";
        heldBefore = "";
        return lost;
    }
}
