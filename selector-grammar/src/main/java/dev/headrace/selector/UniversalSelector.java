package dev.headrace.selector;

/**
 * Matches elements of every name (Selectors 4, section 5.2): {@code *}, {@code *|*}, {@code |*}.
 *
 * @param namespace the namespaces admitted; {@link NamespaceMatch#ANY} when the text has no prefix
 */
public record UniversalSelector(NamespaceMatch namespace) implements SimpleSelector {
    @Override
    public Specificity specificity() {
        return Specificity.ZERO;
    }

    @Override
    public String toString() {
        return namespace == NamespaceMatch.NONE ? "|*" : "*";
    }
}
