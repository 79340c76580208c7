package dev.headrace.selector;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Selectors separated by commas: an element matches the list if it matches one of them (Selectors 4, section 4.1).
 *
 * <p>Only the list of {@code :is()} and {@code :where()} may be empty, and then it matches nothing.
 *
 * @param selectors the selectors, in the order written
 */
public record SelectorList(List<ComplexSelector> selectors) {
    /** Makes a list of selectors. */
    public SelectorList {
        selectors = List.copyOf(selectors);
    }

    /** The highest specificity among the selectors, {@link Specificity#ZERO} for an empty list. */
    public Specificity specificity() {
        Specificity highest = Specificity.ZERO;
        for (ComplexSelector selector : selectors) {
            Specificity specificity = selector.specificity();
            if (specificity.compareTo(highest) > 0) {
                highest = specificity;
            }
        }
        return highest;
    }

    @Override
    public String toString() {
        return selectors.stream().map(ComplexSelector::toString).collect(Collectors.joining(", "));
    }
}
