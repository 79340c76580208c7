package dev.headrace.rewriter.trace;

import dev.headrace.rewriter.content.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parser did at some place. Offsets are in bytes from the start of the document.
 */
public sealed interface TraceEvent {
    /** Offset of the first byte. */
    long start();

    /** Offset behind the last byte; equal to {@link #start} for what has no source. */
    long end();

    /**
     * A start tag.
     *
     * @param name in lower case, as the tokenizer emits it
     * @param attributes with names in lower case, duplicates dropped, character references resolved
     * @param namespace the URI of the namespace of the element that it made, or null if it made none
     * @param state the state that the tokenizer goes on in: {@code data}, {@code rcdata}, {@code rawtext}, {@code script},
     *     {@code plaintext}
     * @param insertionMode the insertion mode behind it, in the standard's words
     */
    record StartTag(
            long start,
            long end,
            String name,
            List<Attribute> attributes,
            boolean selfClosing,
            @Nullable String namespace,
            String state,
            String insertionMode)
            implements TraceEvent {}

    /** An end tag. */
    record EndTag(long start, long end, String name, String insertionMode) implements TraceEvent {}

    /**
     * A text node, or a part of it where it was cut by the end of a chunk. The delimiters of a CDATA section count as source of its
     * text, the closing ones as an empty part.
     *
     * @param text decoded, character references resolved, line ends normalized
     */
    record Text(long start, long end, String text, String state) implements TraceEvent {}

    /** A comment. */
    record Comment(long start, long end, String text) implements TraceEvent {}

    /** A processing instruction. */
    record ProcessingInstruction(long start, long end, String target, String data) implements TraceEvent {}

    /** A doctype. */
    record Doctype(
            long start,
            long end,
            @Nullable String name,
            @Nullable String publicId,
            @Nullable String systemId,
            boolean forceQuirks)
            implements TraceEvent {}

    /** Source that is part of no token, such as a tag that the end of input cut off. */
    record Skipped(long start, long end) implements TraceEvent {}

    /** An element that the parser put in without a tag, or made again from an earlier one ({@code copy}). */
    record ImpliedElement(long start, long end, String name, String namespace, boolean copy) implements TraceEvent {}

    /** The end of an element that has no end tag of its own here. */
    record ImpliedEnd(long start, long end, String name) implements TraceEvent {}

    /** The end of input. */
    record EndOfFile(long start, long end) implements TraceEvent {}
}
