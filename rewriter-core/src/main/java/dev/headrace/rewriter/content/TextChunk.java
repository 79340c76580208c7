package dev.headrace.rewriter.content;

/**
 * A part of a text node. How a text is cut into chunks depends on how it arrived; a last one, often empty, ends each text
 * node. A chunk that is not changed keeps its bytes, malformed ones included.
 */
public non-sealed interface TextChunk extends Rewritable {
    /** The source of the text, decoded; character references stand as they are in the source. */
    String text();

    /**
     * How many bytes it has in the document's encoding. With {@link #byteAt} for a look at text that is cheaper than {@link #text}, which
     * decodes it.
     */
    int byteLength();

    /**
     * One of its bytes. ASCII characters have the bytes of ASCII; in encodings with several bytes for a character, bytes from 0x30 to 0x7E
     * can be the later ones of others, too.
     */
    byte byteAt(int index);

    /** Copies its bytes, all of them, to the start of an array that has room for them. */
    void getBytes(byte[] target);

    /** Puts this source in place of the text, as it is. */
    void setText(String source);

    /**
     * Puts bytes in place of the text, as they are; they are copied.
     *
     * @param source has characters as {@link #byteAt} gives them, whole ones
     */
    void setBytes(byte[] source, int offset, int length);

    /** Whether the text node ends with this chunk. */
    boolean isLastInTextNode();

    /** What kind of text it is. */
    TextType type();
}
