package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.selector.CompoundSelector;
import org.jspecify.annotations.Nullable;

/** A compound selector: a name, keys that must all be there, and the conditions that are neither. */
final class Compound {
    private final @Nullable TagName type;
    private final int namespaces;
    private final int[] keys;
    private final Condition[] conditions;
    private final CompoundSelector source;

    /**
     * Makes a compound selector.
     *
     * @param type the name in lower case, null for any
     * @param namespaces the namespaces in which an element of that name is meant, bit by bit
     */
    Compound(@Nullable TagName type, int namespaces, int[] keys, Condition[] conditions, CompoundSelector source) {
        this.type = type;
        this.namespaces = namespaces;
        this.keys = keys;
        this.conditions = conditions;
        this.source = source;
    }

    boolean matches(Subject subject) {
        if (type != null && !(type.same(subject.name) && (namespaces >>> subject.namespace & 1) != 0)) {
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
