package dev.headrace.selector;

/**
 * Matches elements by an attribute (Selectors 4, section 6): {@code [href^="https:" i]}.
 *
 * @param namespace the namespaces of the attribute; {@link NamespaceMatch#NONE} when the text has no prefix
 * @param name the local name in the case written: compared ignoring ASCII case on an HTML element, exactly on a foreign one
 * @param operator the test on the value
 * @param value what the operator compares with, escapes resolved; empty for {@link AttributeOperator#EXISTS}
 * @param caseSensitivity how letters of the value compare
 */
public record AttributeSelector(
        NamespaceMatch namespace,
        String name,
        AttributeOperator operator,
        String value,
        CaseSensitivity caseSensitivity)
        implements SimpleSelector {
    /**
     * Makes an attribute selector.
     *
     * @throws IllegalArgumentException if {@link AttributeOperator#EXISTS} comes with a value or a case flag
     */
    public AttributeSelector {
        CssText.requireName(name);
        if (operator == AttributeOperator.EXISTS && !(value.isEmpty() && caseSensitivity == CaseSensitivity.DEFAULT)) {
            throw new IllegalArgumentException("a test for presence has neither value nor case flag");
        }
    }

    @Override
    public Specificity specificity() {
        return Specificity.CLASS;
    }

    @Override
    public String toString() {
        String qualifiedName = (namespace == NamespaceMatch.ANY ? "*|" : "") + CssText.identifier(name);
        if (operator == AttributeOperator.EXISTS) {
            return "[" + qualifiedName + "]";
        }
        return "[" + qualifiedName + operator.css() + CssText.string(value) + caseSensitivity.css() + "]";
    }
}
