package dev.headrace.selector;

/**
 * Which namespaces a type, universal or attribute selector admits (Selectors 4, sections 5.3 and 6.4).
 *
 * <p>There is no way to declare a prefix, so these two are all there is. A name without a prefix means {@link #ANY} for an
 * element, and {@link #NONE} for an attribute.
 */
public enum NamespaceMatch {
    /** Every namespace, and none: {@code *|a}. */
    ANY,
    /** No namespace only: {@code |a}. No element of an HTML document is in none. */
    NONE
}
