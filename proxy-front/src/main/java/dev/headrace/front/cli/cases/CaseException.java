package dev.headrace.front.cli.cases;

/** A line that is not a case; the message says what in it is wrong. */
public final class CaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseException(String message) {
        super(message);
    }
}
