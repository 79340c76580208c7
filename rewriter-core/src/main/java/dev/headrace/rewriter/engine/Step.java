package dev.headrace.rewriter.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done for the token under way, and that handlers may hold up. A step that is done is used again for
 * a later token.
 */
abstract class Step {
    /** The buffer position that the step is about. */
    int start;

    /** What the handler being called was registered for. */
    String subject = "";

    /** Goes on; returns what is to be waited for before this is called again, or null when it is done. */
    abstract @Nullable CompletionStage<?> run();
}
