package dev.headrace.selector;

/**
 * Matches elements by a word of their {@code class} attribute (Selectors 4, section 6.6): {@code .active}.
 *
 * @param name the class in the case written; compared ignoring ASCII case in quirks mode only
 */
public record ClassSelector(String name) implements SimpleSelector {
    /** Makes a class selector. */
    public ClassSelector {
        CssText.requireName(name);
    }

    @Override
    public Specificity specificity() {
        return Specificity.CLASS;
    }

    @Override
    public String toString() {
        return "." + CssText.identifier(name);
    }
}
