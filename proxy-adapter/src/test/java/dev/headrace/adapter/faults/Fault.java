package dev.headrace.adapter.faults;

/** What goes wrong in a case. */
enum Fault {
    NONE,
    HANDLER_THROWS,
    HANDLER_THROWS_ERROR,
    STAGE_FAILS,
    STAGE_NEVER_COMPLETES,
    POLICY_THROWS,
    RESPONSE_POLICY_THROWS,
    /** The connection breaks with an error. */
    ORIGIN_RESETS,
    /** The connection ends. */
    ORIGIN_CLOSES,
    CLIENT_LEAVES,
    BOMB_BY_RATIO,
    BOMB_BY_SIZE,
    CORRUPT_BYTE,
    TRAILING_GARBAGE,
    /** There is less than {@code Content-Length} says. */
    LENGTH_TOO_LONG,
    /** There is more than {@code Content-Length} says. */
    LENGTH_TOO_SHORT,
    UNKNOWN_CHARSET,
    CONTENT_OF_204,
    CONTENT_OF_304,
    CONTENT_OF_HEAD,
    BAD_CHUNK
}
