package dev.headrace.rewriter.content;

/**
 * A place in the source.
 *
 * @param start offset of the first byte from the start of the document
 * @param end offset behind the last byte; equal to {@code start} for what has no source, as implied elements
 * @param line line of the first byte, from 1, when the rewriter was told to count lines, else 0
 * @param column column of the first byte in its line, in bytes, from 1, or 0 likewise
 */
public record SourceRange(long start, long end, int line, int column) {}
