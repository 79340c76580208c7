package dev.headrace.selector;

/**
 * Matches elements by their {@code id} attribute (Selectors 4, section 6.7): {@code #main}.
 *
 * @param id the identifier in the case written; compared ignoring ASCII case in quirks mode only
 */
public record IdSelector(String id) implements SimpleSelector {
    /** Makes an id selector. */
    public IdSelector {
        CssText.requireName(id);
    }

    @Override
    public Specificity specificity() {
        return Specificity.ID;
    }

    @Override
    public String toString() {
        return "#" + CssText.identifier(id);
    }
}
