package dev.headrace.rewriter.content;

/**
 * A part of a text node. How a text is cut into chunks depends on how it arrived; a last one, often empty, ends each text
 * node. A chunk that is not changed keeps its bytes, malformed ones included.
 */
public non-sealed interface TextChunk extends Rewritable {
    /** The source of the text, decoded; character references stand as they are in the source. */
    String text();

    /**
     * How many bytes of source it has; less than 0 if the text was set. With {@link #byteAt} for a look at text that is cheaper than {@link #text},
     * which decodes it.
     */
    int byteLength();

    /**
     * A byte of the source. ASCII characters have the bytes of ASCII; in encodings with several bytes for a character, bytes from 0x30 to 0x7E
     * can be the later ones of others, too.
     */
    byte byteAt(int index);

    /** Puts this source in place of the text, as it is. */
    void setText(String source);

    /** Whether the text node ends with this chunk. */
    boolean isLastInTextNode();

    /**
     * Whether markup or the end of the document is known to follow directly, so that a word at the end of this chunk goes no further. False
     * where the text may go on: only where the document's bytes were cut.
     */
    boolean isFollowedByMarkup();

    /** What kind of text it is. */
    TextType type();
}
