package dev.headrace.adapter.report;

import java.util.Locale;

/** What went wrong with a response that was being rewritten. */
public enum FailureReason {
    /** A handler threw, or its stage completed exceptionally. */
    HANDLER,
    /** The document reached one of the rewriter's {@code Limits}, the wait for a handler among them. */
    REWRITER_LIMIT,
    /** The rewriter failed in another way; {@link Report#cause} has how. */
    REWRITER,
    /** The content is not in the coding that it is said to be in. */
    CORRUPT_CODING,
    /** The content ended within a coding. */
    CODING_CUT_OFF,
    /** The content expands beyond the limits. */
    EXPANSION_LIMIT,
    /** A content coding could not be done again. */
    ENCODING,
    /** There is more or less content than {@code Content-Length} says (RFC 9112 §6.3). */
    LENGTH_MISMATCH,
    /** The origin's content broke off, or what reads from it says that it is malformed. */
    ORIGIN_CUT_OFF,
    /** Content that cannot be rewritten came after content that was. */
    CONTENT_NOT_IN_MEMORY,
    /** More was written than the queue holds, though the channel was not writable. */
    QUEUE_LIMIT,
    /** What was rewritten could not be written. */
    WRITE_FAILED,
    /** The client left, or its stream was reset. */
    CLIENT_LEFT,
    /** The handler was taken out of the pipeline. */
    HANDLER_REMOVED;

    /** The word for counters and header fields: {@code corrupt-coding}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
