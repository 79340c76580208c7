package dev.headrace.rewriter.encoding;

/** What becomes of a code point that an encoding cannot express (Encoding Standard §4.1, error modes of an encoder). */
public enum Unencodable {
    /**
     * {@code &#N;} is written in its place, {@code N} being the code point in decimal: right in text and attribute
     * values.
     */
    NUMERIC_REFERENCE,
    /** Nothing is written, and the caller learns where the code point stands: right in names and comments. */
    FAIL
}
