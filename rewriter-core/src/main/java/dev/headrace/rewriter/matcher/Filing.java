package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import java.util.ArrayList;
import java.util.List;

/** Where goals with a compound selector are filed: an element that matches it has one of these keys or names. */
record Filing(Rank rank, List<Integer> keys, List<TagName> types) {
    /** The rarer first. */
    enum Rank {
        ID,
        CLASS,
        ATTRIBUTE,
        TYPE,
        UNIVERSAL
    }

    static final Filing UNIVERSAL = new Filing(Rank.UNIVERSAL, List.of(), List.of());

    static Filing key(Rank rank, int key) {
        return new Filing(rank, List.of(key), List.of());
    }

    static Filing types(TagName... types) {
        return new Filing(Rank.TYPE, List.of(), List.of(types));
    }

    Filing rarer(Filing other) {
        return other.rank.compareTo(rank) < 0 ? other : this;
    }

    /** Where a selector is filed that matches what one of the two does. */
    Filing or(Filing other) {
        if (rank == Rank.UNIVERSAL || other.rank == Rank.UNIVERSAL) {
            return UNIVERSAL;
        }
        List<Integer> allKeys = new ArrayList<>(keys);
        allKeys.removeAll(other.keys);
        allKeys.addAll(other.keys);
        List<TagName> allTypes = new ArrayList<>(types);
        for (TagName type : other.types) {
            if (allTypes.stream().noneMatch(type::same)) {
                allTypes.add(type);
            }
        }
        return new Filing(rank.compareTo(other.rank) < 0 ? other.rank : rank, allKeys, allTypes);
    }
}
