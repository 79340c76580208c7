package dev.headrace.adapter.report;

/** How an exchange ended. */
public enum Outcome {
    /** The whole document went through the rewriter. */
    REWRITTEN,
    /**
     * The document is complete, but from some byte on it passed as it was: {@link Report#failure} tells why. What was rewritten
     * before stays.
     */
    REWRITTEN_IN_PART,
    /** The response passed as the origin sent it: {@link Report#skip} tells why. */
    PASSED,
    /** Nothing right could be sent any more, and the stream was reset: {@link Report#failure} tells why. */
    RESET,
    /** The stream ended before the response did: {@link Report#failure} tells who left. */
    ABANDONED
}
