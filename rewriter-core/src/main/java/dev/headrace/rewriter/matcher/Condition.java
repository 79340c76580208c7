package dev.headrace.rewriter.matcher;

/** What a simple selector asks for, where a name or a key does not say it. */
interface Condition {
    boolean test(Subject subject);
}
