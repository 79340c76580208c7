package dev.headrace.selector;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Simple selectors that one element must satisfy together (Selectors 4, section 3.1): {@code a.external[href]}.
 *
 * <p>A {@link TypeSelector} or {@link UniversalSelector} stands first or not at all; none is added where the text has none.
 *
 * @param simpleSelectors the simple selectors in the order written, at least one
 */
public record CompoundSelector(List<SimpleSelector> simpleSelectors) {
    /**
     * Makes a compound selector.
     *
     * @throws IllegalArgumentException if it is empty, or has a type or universal selector elsewhere than first
     */
    public CompoundSelector {
        simpleSelectors = List.copyOf(simpleSelectors);
        if (simpleSelectors.isEmpty()) {
            throw new IllegalArgumentException("a compound selector needs a simple selector");
        }
        for (SimpleSelector simple : simpleSelectors.subList(1, simpleSelectors.size())) {
            if (simple instanceof TypeSelector || simple instanceof UniversalSelector) {
                throw new IllegalArgumentException("'" + simple + "' must be first in its compound selector");
            }
        }
    }

    /** The sum over the simple selectors. */
    public Specificity specificity() {
        Specificity sum = Specificity.ZERO;
        for (SimpleSelector simple : simpleSelectors) {
            sum = sum.plus(simple.specificity());
        }
        return sum;
    }

    @Override
    public String toString() {
        return simpleSelectors.stream().map(SimpleSelector::toString).collect(Collectors.joining());
    }
}
