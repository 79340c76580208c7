package dev.headrace.rewriter.matcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The goals filed under one key. Those behind a combinator are kept by the bit of their left side, so that 64 of them
 * whose left sides are false cost one test.
 */
final class GoalList {
    private static final Goal[] NO_GOALS = {};
    static final GoalList EMPTY = new GoalList(List.of());

    private final Goal[] free;
    private final int[] words;
    private final long[] masks;

    /** By word, then by the rank of the bit among those of the mask. */
    private final Goal[][][] gated;

    GoalList(Collection<Goal> goals) {
        List<Goal> withoutLeft = new ArrayList<>();
        Map<Integer, List<Goal>> byBit = new TreeMap<>();
        for (Goal goal : goals) {
            if (goal.step.leftBit == Step.NO_LEFT) {
                withoutLeft.add(goal);
            } else {
                byBit.computeIfAbsent(goal.step.leftBit, bit -> new ArrayList<>())
                        .add(goal);
            }
        }
        free = withoutLeft.toArray(NO_GOALS);
        words = byBit.keySet().stream().mapToInt(bit -> bit >>> 6).distinct().toArray();
        masks = new long[words.length];
        gated = new Goal[words.length][][];
        for (int i = 0; i < words.length; i++) {
            int word = words[i];
            List<Goal[]> ofWord = new ArrayList<>();
            for (Map.Entry<Integer, List<Goal>> entry : byBit.entrySet()) {
                if (entry.getKey() >>> 6 == word) {
                    masks[i] |= 1L << entry.getKey();
                    ofWord.add(entry.getValue().toArray(NO_GOALS));
                }
            }
            gated[i] = ofWord.toArray(new Goal[0][]);
        }
    }

    void match(Subject subject) {
        for (Goal goal : free) {
            if (goal.step.compound.matches(subject)) {
                subject.reached(goal);
            }
        }
        for (int i = 0; i < words.length; i++) {
            long mask = masks[i];
            long open = subject.left[subject.leftBase + words[i]] & mask;
            while (open != 0) {
                long bit = Long.lowestOneBit(open);
                open ^= bit;
                for (Goal goal : gated[i][Long.bitCount(mask & (bit - 1))]) {
                    if (goal.step.compound.matches(subject)) {
                        subject.reached(goal);
                    }
                }
            }
        }
    }
}
