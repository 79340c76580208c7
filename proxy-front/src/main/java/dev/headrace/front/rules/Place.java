package dev.headrace.front.rules;

/** Where an insertion goes, seen from an element. */
public enum Place {
    /** In front of the element. */
    BEFORE,
    /** Behind the element. */
    AFTER,
    /** At the start of its content. */
    PREPEND,
    /** At the end of its content. */
    APPEND,
    /** In place of its content. */
    SET_INNER_CONTENT,
    /** In place of the element. */
    REPLACE
}
