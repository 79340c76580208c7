package dev.headrace.rewriter.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something that is to be done for the token under way, and that handlers may hold up. */
interface Step {
    /** Goes on; returns what is to be waited for before this is called again, or null when it is done. */
    @Nullable
    CompletionStage<?> run();

    /** What the handler being called was registered for. */
    String subject();

    /** The buffer position that the step is about. */
    int position();
}
