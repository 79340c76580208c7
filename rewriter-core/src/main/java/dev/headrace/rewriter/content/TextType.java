package dev.headrace.rewriter.content;

/** What the parser makes of a text (WHATWG HTML §13.2.5). */
public enum TextType {
    /** Ordinary text. */
    DATA,
    /** In {@code title} and {@code textarea}: character references count, tags do not. */
    RCDATA,
    /** In {@code style}, {@code iframe}, {@code noscript} and the like. */
    RAWTEXT,
    /** In {@code script}. */
    SCRIPT_DATA,
    /** Behind {@code <plaintext>}. */
    PLAINTEXT,
    /** In a CDATA section of SVG or MathML. */
    CDATA_SECTION
}
