package dev.headrace.selector;

/** How an attribute selector compares the letters of a value (Selectors 4, section 6.3). */
public enum CaseSensitivity {
    /** No flag: exactly, but for the attributes of HTML elements whose values HTML declares to ignore ASCII case. */
    DEFAULT(""),
    /** {@code i}: ignoring ASCII case. */
    ASCII_INSENSITIVE(" i"),
    /** {@code s}: exactly. */
    SENSITIVE(" s");

    private final String css;

    CaseSensitivity(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }
}
