package dev.headrace.front.config.value;

/**
 * A text is no value of its kind. The message is a predicate, such as "should be a port from 0 to 65535", to be put behind
 * the name of the setting and before what was found; it never repeats the text, which may be long or secret.
 */
public final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what would be right.
     *
     * @param expectation begins with a verb: "should …" or "cannot …"
     */
    public ValueException(String expectation) {
        super(expectation);
    }

    /** What would be right. */
    public String expectation() {
        return String.valueOf(getMessage());
    }
}
