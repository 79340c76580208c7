package dev.headrace.rewriter.error;

/** What becomes of a document whose rewriting failed. */
public enum OnError {
    /**
     * What is left passes as it is, from the first byte not yet written; what handlers promised before (an element being
     * removed, content to be appended) is kept first. Nothing is thrown.
     */
    PASS,
    /** The failure is thrown to the caller; what had been written stays. */
    FAIL
}
