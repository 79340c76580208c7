package dev.headrace.rewriter.matcher;

/**
 * The end of a complex selector: a compound selector, and the bit that says whether what stands left of it has matched.
 */
final class Step {
    /** There is no combinator on the left. */
    static final int NO_LEFT = -1;

    final int leftBit;
    final Compound compound;

    Step(int leftBit, Compound compound) {
        this.leftBit = leftBit;
        this.compound = compound;
    }

    boolean matches(Subject subject) {
        return (leftBit == NO_LEFT || subject.isLeftReached(leftBit)) && compound.matches(subject);
    }

    /** Whether one of the steps matches. */
    static boolean any(Step[] steps, Subject subject) {
        for (Step step : steps) {
            if (step.matches(subject)) {
                return true;
            }
        }
        return false;
    }
}
