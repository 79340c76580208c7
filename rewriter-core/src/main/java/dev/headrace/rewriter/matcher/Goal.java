package dev.headrace.rewriter.matcher;

/** A selector, or the beginning of one up to a combinator: what its match says about the element and to later ones. */
final class Goal {
    final Step step;

    /** The bits that later elements test, one for each kind of combinator behind this goal. */
    final int[] bits;

    /** The selectors that end here. */
    final int[] selectors;

    final Filing filing;

    Goal(Step step, int[] bits, int[] selectors, Filing filing) {
        this.step = step;
        this.bits = bits;
        this.selectors = selectors;
        this.filing = filing;
    }
}
