package dev.headrace.rewriter.content;

import org.jspecify.annotations.Nullable;

/** A document type declaration (WHATWG HTML §13.2.5.53). */
public non-sealed interface Doctype extends Rewritable {
    /** The name in lower case, or null if it is missing. */
    @Nullable
    String name();

    /** The public identifier, or null if it is missing. */
    @Nullable
    String publicId();

    /** The system identifier, or null if it is missing. */
    @Nullable
    String systemId();
}
