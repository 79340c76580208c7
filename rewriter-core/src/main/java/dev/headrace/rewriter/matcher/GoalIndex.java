package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All goals of a program, by the key or the element name under which they are filed. */
final class GoalIndex {
    private final GoalList universal;
    private final GoalList[] byKey;
    private final GoalList[] byTypeId;
    private final @Nullable TagName[] otherTypes;
    private final GoalList[] byOtherType;

    GoalIndex(List<Goal> goals, int keyCount) {
        List<Goal> anywhere = new ArrayList<>();
        Map<Integer, List<Goal>> byKeyNumber = new HashMap<>();
        Map<String, List<Goal>> byName = new HashMap<>();
        for (Goal goal : goals) {
            if (goal.filing.rank() == Filing.Rank.UNIVERSAL) {
                anywhere.add(goal);
            }
            for (int key : goal.filing.keys()) {
                byKeyNumber.computeIfAbsent(key, k -> new ArrayList<>()).add(goal);
            }
            for (TagName type : goal.filing.types()) {
                byName.computeIfAbsent(type.text(), k -> new ArrayList<>()).add(goal);
            }
        }
        universal = list(anywhere);
        byKey = new GoalList[keyCount];
        for (int key = 0; key < keyCount; key++) {
            byKey[key] = list(byKeyNumber.getOrDefault(key, List.of()));
        }
        byTypeId = new GoalList[TagId.COUNT];
        byTypeId[TagId.UNKNOWN] = GoalList.EMPTY;
        for (int id = 1; id < TagId.COUNT; id++) {
            List<Goal> filed = byName.remove(TagName.known(id).text());
            byTypeId[id] = filed == null ? GoalList.EMPTY : list(filed);
        }
        int size = Integer.highestOneBit(byName.size() * 2 + 1) << 1;
        otherTypes = new TagName[size];
        byOtherType = new GoalList[size];
        Arrays.fill(byOtherType, GoalList.EMPTY);
        byName.forEach(this::addOtherType);
    }

    void match(Subject subject) {
        universal.match(subject);
        TagName name = subject.name;
        (name.id == TagId.UNKNOWN ? byOtherType[slot(name)] : byTypeId[name.id]).match(subject);
        TagAttributes attributes = subject.attributes;
        int found = attributes.foundCount();
        for (int i = 0; i < found; i++) {
            byKey[attributes.found(i)].match(subject);
        }
    }

    private void addOtherType(String name, List<Goal> goals) {
        TagName type = TagNames.of(name);
        int slot = slot(type);
        otherTypes[slot] = type;
        byOtherType[slot] = list(goals);
    }

    private int slot(TagName name) {
        int mask = otherTypes.length - 1;
        int slot = (int) (name.hash >>> 32) & mask;
        while (true) {
            TagName there = otherTypes[slot];
            if (there == null || there.same(name)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private static GoalList list(List<Goal> goals) {
        return goals.isEmpty() ? GoalList.EMPTY : new GoalList(goals);
    }
}
