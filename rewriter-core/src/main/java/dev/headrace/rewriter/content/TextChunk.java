package dev.headrace.rewriter.content;

/**
 * A part of a text node. How a text is cut into chunks depends on how it arrived; a last one, often empty, ends each text
 * node, or each run of text for handlers of {@linkplain dev.headrace.rewriter.HtmlRewriterBuilder#onDocumentTextRuns runs}. A chunk that is not changed keeps its bytes, malformed ones included.
 */
public non-sealed interface TextChunk extends Rewritable {
    /** The source of the text, decoded; character references stand as they are in the source. */
    String text();

    /** How many bytes it has in the document's encoding; for {@link #getBytes}. */
    int byteLength();

    /**
     * Copies its bytes, which is cheaper than to decode them. ASCII characters have the bytes of ASCII; in encodings with several bytes for a
     * character, bytes from 0x30 to 0x7E can be the later ones of others, too.
     *
     * @param target gets them at its start
     * @throws IndexOutOfBoundsException if it has less room than {@link #byteLength}
     */
    void getBytes(byte[] target);

    /** Puts this source in place of the text, as it is. */
    void setText(String source);

    /**
     * Puts bytes in place of the text, as they are; they are copied.
     *
     * @param source has whole characters, as {@link #getBytes} gives them
     * @throws IndexOutOfBoundsException if it has no such part; the text stays as it was
     */
    void setBytes(byte[] source, int offset, int length);

    /** Whether the text node ends with this chunk; for handlers of runs, whether the run does. */
    boolean isLastInTextNode();

    /** What kind of text it is. */
    TextType type();
}
