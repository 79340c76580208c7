package dev.headrace.selector;

import java.util.List;

/**
 * Compound selectors joined by combinators (Selectors 4, section 3.1): {@code ul > li a}.
 *
 * <p>{@code combinators.get(i)} stands between {@code compounds.get(i)} and {@code compounds.get(i + 1)}, so that the
 * selector reads as easily from the right as from the left.
 *
 * @param compounds the compound selectors in the order written, at least one
 * @param combinators the combinators between them, one fewer
 */
public record ComplexSelector(List<CompoundSelector> compounds, List<Combinator> combinators) {
    /**
     * Makes a complex selector.
     *
     * @throws IllegalArgumentException if there is no compound selector, or not one combinator between each two
     */
    public ComplexSelector {
        compounds = List.copyOf(compounds);
        combinators = List.copyOf(combinators);
        if (combinators.size() != compounds.size() - 1) {
            throw new IllegalArgumentException(
                    compounds.size() + " compound selectors with " + combinators.size() + " combinators between them");
        }
    }

    /** The last compound selector: the one that the matched element itself must satisfy. */
    public CompoundSelector subject() {
        return compounds.get(compounds.size() - 1);
    }

    /** The sum over the compound selectors. */
    public Specificity specificity() {
        Specificity sum = Specificity.ZERO;
        for (CompoundSelector compound : compounds) {
            sum = sum.plus(compound.specificity());
        }
        return sum;
    }

    @Override
    public String toString() {
        StringBuilder css = new StringBuilder().append(compounds.get(0));
        for (int i = 0; i < combinators.size(); i++) {
            css.append(combinators.get(i).css()).append(compounds.get(i + 1));
        }
        return css.toString();
    }
}
