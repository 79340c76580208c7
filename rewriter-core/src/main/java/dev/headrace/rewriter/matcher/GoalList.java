package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The goals filed under one key. Those behind a combinator are kept by the bit of their left side, so that 64 of them
 * whose left sides are false cost one test; the others by the element that they want, since an attribute such as {@code href} may have many.
 */
final class GoalList {
    private static final Goal[] NO_GOALS = {};
    private static final int MOST_SLOTS = 16;
    static final GoalList EMPTY = new GoalList(List.of());

    private final Goal[] ofAnyType;

    /** By the last bits of the number of the element's name, which names may share. */
    private final Goal[][] byType;

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
        int slots = slots(withoutLeft);
        ofAnyType = withoutLeft.stream()
                .filter(goal -> slots == 1 || goal.step.compound.type() == null)
                .toArray(Goal[]::new);
        byType = new Goal[slots][];
        for (int i = 0; i < slots; i++) {
            int slot = i;
            byType[i] = withoutLeft.stream()
                    .filter(goal -> slots > 1 && slot(goal.step.compound.type(), slots) == slot)
                    .toArray(Goal[]::new);
        }
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
        match(ofAnyType, subject);
        match(byType[subject.name.id & byType.length - 1], subject);
        for (int i = 0; i < words.length; i++) {
            long mask = masks[i];
            long open = subject.left[subject.leftBase + words[i]] & mask;
            while (open != 0) {
                long bit = Long.lowestOneBit(open);
                open ^= bit;
                match(gated[i][Long.bitCount(mask & (bit - 1))], subject);
            }
        }
    }

    private static void match(Goal[] goals, Subject subject) {
        for (Goal goal : goals) {
            if (goal.step.compound.matches(subject)) {
                subject.reached(goal);
            }
        }
    }

    /** One if there is nothing to tell apart. */
    private static int slots(List<Goal> goals) {
        long types = goals.stream()
                .map(goal -> goal.step.compound.type())
                .filter(Objects::nonNull)
                .map(TagName::text)
                .distinct()
                .count();
        return types < 2 ? 1 : Math.min(MOST_SLOTS, Integer.highestOneBit((int) types) << 1);
    }

    private static int slot(@Nullable TagName type, int slots) {
        return type == null ? -1 : type.id & slots - 1;
    }
}
