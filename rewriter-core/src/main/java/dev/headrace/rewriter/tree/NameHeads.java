package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The topmost open element of each name: an open-addressing table. Its hash has a seed that documents do not know, so that
 * none can be made whose names collide.
 */
final class NameHeads {
    private static final int INITIAL_SIZE = 16;
    private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

    private @Nullable TagName[] names = new TagName[INITIAL_SIZE];
    private int[] heads = new int[INITIAL_SIZE];
    private int used;

    /** The head of the name, or {@link ElementTable#NONE}. */
    int get(TagName name) {
        int slot = find(name);
        return names[slot] == null ? ElementTable.NONE : heads[slot];
    }

    /** Sets the head of the name, and returns what it was. */
    int set(TagName name, int head) {
        int slot = find(name);
        if (names[slot] != null) {
            int old = heads[slot];
            heads[slot] = head;
            return old;
        }
        if ((used + 1) * 2 > names.length) {
            rebuild();
            slot = find(name);
        }
        names[slot] = name;
        heads[slot] = head;
        used++;
        return ElementTable.NONE;
    }

    private int find(TagName name) {
        int mask = names.length - 1;
        long mixed = (name.hash ^ SEED) * 0x9E3779B97F4A7C15L;
        int slot = (int) ((mixed ^ (mixed >>> 32)) * SEED >>> 40) & mask;
        while (true) {
            TagName found = names[slot];
            if (found == null || found.same(name)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** Drops the names that are no longer open, and grows if most are. */
    private void rebuild() {
        @Nullable TagName[] oldNames = names;
        int[] oldHeads = heads;
        int open = 0;
        for (int i = 0; i < oldNames.length; i++) {
            open += oldNames[i] != null && oldHeads[i] != ElementTable.NONE ? 1 : 0;
        }
        int size = open * 4 > oldNames.length ? oldNames.length * 2 : oldNames.length;
        names = new TagName[size];
        heads = new int[size];
        Arrays.fill(heads, ElementTable.NONE);
        used = open;
        for (int i = 0; i < oldNames.length; i++) {
            TagName name = oldNames[i];
            if (name != null && oldHeads[i] != ElementTable.NONE) {
                int slot = find(name);
                names[slot] = name;
                heads[slot] = oldHeads[i];
            }
        }
    }
}
