package dev.headrace.selector;

/** How the element on the right of a combinator relates to the one on its left (Selectors 4, Combinators). */
public enum Combinator {
    /** White space: the left element is an ancestor. */
    DESCENDANT(" "),
    /** {@code >}: the left element is the parent. */
    CHILD(" > "),
    /** {@code +}: the left element is the sibling right before. */
    NEXT_SIBLING(" + "),
    /** {@code ~}: the left element is some earlier sibling. */
    SUBSEQUENT_SIBLING(" ~ ");

    private final String css;

    Combinator(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }
}
