package dev.headrace.front.rules;

/** A rule is wrong. The message is one line that begins with the place: a file, line and column, or an option. */
public final class RulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesException(String place, String message) {
        super(place + ": " + message);
    }
}
