package dev.headrace.selector;

import java.util.Comparator;

/**
 * The weight of a selector (Selectors 4, Calculating specificity), compared as {@code a}, then {@code b}, then {@code c}.
 *
 * @param a how many id selectors
 * @param b how many class selectors, attribute selectors and pseudo-classes
 * @param c how many type selectors
 */
public record Specificity(int a, int b, int c) implements Comparable<Specificity> {
    /** The specificity of {@code *} and of {@code :where()}. */
    public static final Specificity ZERO = new Specificity(0, 0, 0);

    static final Specificity ID = new Specificity(1, 0, 0);
    static final Specificity CLASS = new Specificity(0, 1, 0);
    static final Specificity TYPE = new Specificity(0, 0, 1);

    private static final Comparator<Specificity> ORDER = Comparator.comparingInt(Specificity::a)
            .thenComparingInt(Specificity::b)
            .thenComparingInt(Specificity::c);

    Specificity plus(Specificity other) {
        return new Specificity(a + other.a, b + other.b, c + other.c);
    }

    @Override
    public int compareTo(Specificity other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "(" + a + "," + b + "," + c + ")";
    }
}
