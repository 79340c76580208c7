package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.selector.CompoundSelector;
import org.jspecify.annotations.Nullable;

/** A compound selector: a name, keys that must all be there, and the conditions that are neither. */
final class Compound {
    private final @Nullable TagName type;
    private final int[] keys;
    private final Condition[] conditions;
    private final CompoundSelector source;

    /**
     * Makes a compound selector.
     *
     * @param type the name in lower case, null for any
     */
    Compound(@Nullable TagName type, int[] keys, Condition[] conditions, CompoundSelector source) {
        this.type = type;
        this.keys = keys;
        this.conditions = conditions;
        this.source = source;
    }

    /** The name that it wants; null if any will do. */
    @Nullable
    TagName type() {
        return type;
    }

    boolean matches(Subject subject) {
        if (type != null && !type.same(subject.name)) {
            return false;
        }
        for (int key : keys) {
            if (!subject.attributes.has(key)) {
                return false;
            }
        }
        for (Condition condition : conditions) {
            if (!condition.test(subject)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
