package dev.headrace.selector;

/**
 * Matches elements by name (Selectors 4, section 5.1): {@code a}, {@code *|a}, {@code |a}.
 *
 * @param namespace the namespaces admitted; {@link NamespaceMatch#ANY} when the text has no prefix
 * @param name the local name in the case written: compared ignoring ASCII case to an HTML element, exactly to a foreign one
 */
public record TypeSelector(NamespaceMatch namespace, String name) implements SimpleSelector {
    /** Makes a type selector. */
    public TypeSelector {
        CssText.requireName(name);
    }

    @Override
    public Specificity specificity() {
        return Specificity.TYPE;
    }

    @Override
    public String toString() {
        return (namespace == NamespaceMatch.NONE ? "|" : "") + CssText.identifier(name);
    }
}
