package dev.headrace.selector;

/**
 * The test that an attribute selector makes (Selectors 4, sections 6.1 and 6.2).
 *
 * <p>{@link #INCLUDES} matches nothing if the value is empty or has white space; {@link #PREFIX}, {@link #SUFFIX} and
 * {@link #SUBSTRING} match nothing if it is empty.
 */
public enum AttributeOperator {
    /** {@code [a]}: the attribute is there. */
    EXISTS(""),
    /** {@code [a=v]}: its value is this. */
    EQUALS("="),
    /** {@code [a~=v]}: one of the words of its value is this. */
    INCLUDES("~="),
    /** {@code [a|=v]}: its value is this, or begins with this and a hyphen. */
    DASH_MATCH("|="),
    /** {@code [a^=v]}: its value begins with this. */
    PREFIX("^="),
    /** {@code [a$=v]}: its value ends with this. */
    SUFFIX("$="),
    /** {@code [a*=v]}: its value contains this. */
    SUBSTRING("*=");

    private final String css;

    AttributeOperator(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }
}
