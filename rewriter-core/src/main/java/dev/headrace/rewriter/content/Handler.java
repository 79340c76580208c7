package dev.headrace.rewriter.content;

/**
 * Looks at a part of a document, and changes it.
 *
 * <p>Called by the thread that brings the bytes, once for each match, in the order of registration. The unit is valid
 * during the call only.
 *
 * @param <T> {@link Element}, {@link TextChunk}, {@link Comment}, {@link Doctype}, {@link EndTag} or {@link DocumentEnd}
 */
@FunctionalInterface
public interface Handler<T> {
    /**
     * Handles the unit.
     *
     * @throws Exception to stop rewriting this document; what then happens is the rewriter's setting
     */
    void handle(T unit) throws Exception;
}
