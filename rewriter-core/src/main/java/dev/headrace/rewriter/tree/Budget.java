package dev.headrace.rewriter.tree;

/**
 * The steps that a document may cost where the standard's algorithms are not linear: elements cloned by reconstruction, and
 * entries walked or moved by the adoption agency.
 */
final class Budget {
    private final long limit;
    private long spent;

    Budget(long limit) {
        this.limit = limit;
    }

    void spend(int steps) {
        spent += steps;
        if (spent > limit) {
            throw new TreeLimitException("maxReconstructedElements", limit);
        }
    }

    long spent() {
        return spent;
    }
}
