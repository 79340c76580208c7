package dev.headrace.adapter.coding;

import java.io.IOException;

/** Content that is not in the coding that it is said to be in. The message says which coding, what was found, and where. */
public final class CodingException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public CodingException(String message) {
        super(message);
    }

    /** Says what is wrong, as the coding's library found it. */
    public CodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
