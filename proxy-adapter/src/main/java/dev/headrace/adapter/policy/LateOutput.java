package dev.headrace.adapter.policy;

import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a document's rewriter and its output where parts of the output come late: the rewriter goes on meanwhile, and what
 * it writes waits here in its order. For the document's event loop.
 */
public interface LateOutput extends OutputSink {
    /** Whether so much waits that no more of the document should be rewritten for now. What is written nevertheless is taken. */
    boolean isFull();

    /** Says that nothing more will be written. */
    void end();

    /** Completes when no more is {@linkplain #isFull full}; behind {@link #end}, when all is out. */
    CompletionStage<@Nullable Void> ready();

    /** Gives up what waits, and what is waited for: the output takes no more. May be called more than once. */
    void close();

    /** What a document is opened with may be this as well. */
    interface Opener {
        /** Whether any output may come late. */
        boolean mayBeLate();

        /** Called once, before the rewriter writes anything, and only if output {@linkplain #mayBeLate may be late}. */
        LateOutput open(Outlet outlet);
    }

    /** Where output goes. Nothing may be written to it but on the {@linkplain #loop loop}. */
    interface Outlet extends OutputSink {
        /** The document's event loop. */
        ScheduledExecutorService loop();

        /** The name of the document's encoding (Encoding Standard §4.2); null if that is not known yet. */
        @Nullable
        String encoding();

        /**
         * Says that something was written that the rewriter has not just asked for, so that it reaches the client.
         *
         * @param thrown why nothing more can be written; null if it can
         */
        void late(@Nullable IOException thrown);
    }
}
