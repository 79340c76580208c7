package dev.headrace.rewriter.content;

/** How content is put into a document. */
public enum ContentType {
    /** As text: {@code &}, {@code <} and {@code >} are escaped. */
    TEXT,
    /** As HTML: as it is. It is not parsed again, and meets no handler. */
    HTML
}
