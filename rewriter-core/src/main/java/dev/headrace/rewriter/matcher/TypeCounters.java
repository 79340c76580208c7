package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How many children of each type (name and namespace) a parent has, by slot: one hash table for all parents. The counters of
 * a parent are chained, to be dropped with it; all children of a parent move at once by exchanging two chains.
 */
final class TypeCounters {
    private static final int NONE = -1;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Names come from the document: without a secret, one could be written whose names all fall into one bucket. */
    private final long secret = ThreadLocalRandom.current().nextLong() | 1;

    private @Nullable TagName[] elementName = {};
    private byte[] elementNamespace = {};

    /** Which family of counters belongs to a parent: a permutation of the slots. */
    private int[] family = {};

    private int[] firstOfFamily = {};

    private int[] buckets = {};
    private TagName[] name = {};
    private byte[] namespace = {};
    private int[] owner = {};
    private int[] count = {};
    private int[] nextOfFamily = {};
    private int[] nextInBucket = {};
    private int used;
    private int free = NONE;
    private int live;

    void ensure(int slots) {
        int old = family.length;
        if (slots > old) {
            elementName = Arrays.copyOf(elementName, slots);
            elementNamespace = Arrays.copyOf(elementNamespace, slots);
            family = Arrays.copyOf(family, slots);
            firstOfFamily = Arrays.copyOf(firstOfFamily, slots);
            for (int i = old; i < slots; i++) {
                family[i] = i;
                firstOfFamily[i] = NONE;
            }
        }
    }

    /** Counts a new element, and returns its place among the children of its type. */
    int insert(int slot, int parent, TagName type, int typeNamespace) {
        elementName[slot] = type;
        elementNamespace[slot] = (byte) typeNamespace;
        return add(slot, parent, 1);
    }

    void copyType(int slot, int original) {
        elementName[slot] = elementName[original];
        elementNamespace[slot] = elementNamespace[original];
    }

    /** Changes the counter of the element's type in a parent, and returns the new value. */
    int add(int slot, int parent, int step) {
        TagName type = elementName[slot];
        if (type == null) {
            return 0;
        }
        int entry = find(family[parent], type, elementNamespace[slot]);
        count[entry] += step;
        return count[entry];
    }

    /** Whether the element is an HTML table. */
    boolean isTable(int slot) {
        TagName type = elementName[slot];
        return type != null && type.id == TagId.TABLE && elementNamespace[slot] == Namespace.HTML;
    }

    void exchangeChildren(int a, int b) {
        int familyOfA = family[a];
        family[a] = family[b];
        family[b] = familyOfA;
    }

    /** Forgets the children of an element. */
    void clear(int slot) {
        int ofFamily = family[slot];
        int entry = firstOfFamily[ofFamily];
        while (entry != NONE) {
            int next = nextOfFamily[entry];
            unlink(entry);
            nextOfFamily[entry] = free;
            free = entry;
            live--;
            entry = next;
        }
        firstOfFamily[ofFamily] = NONE;
    }

    long memoryBytes() {
        return 17L * family.length + 4L * buckets.length + 25L * owner.length;
    }

    private int find(int ofFamily, TagName type, int typeNamespace) {
        if (live >= buckets.length) {
            rehash();
        }
        int bucket = bucket(ofFamily, type, typeNamespace);
        for (int entry = buckets[bucket]; entry != NONE; entry = nextInBucket[entry]) {
            if (owner[entry] == ofFamily && namespace[entry] == typeNamespace && name[entry].same(type)) {
                return entry;
            }
        }
        int entry = free;
        if (entry == NONE) {
            entry = used++;
            growEntries();
        } else {
            free = nextOfFamily[entry];
        }
        live++;
        owner[entry] = ofFamily;
        name[entry] = type;
        namespace[entry] = (byte) typeNamespace;
        count[entry] = 0;
        nextOfFamily[entry] = firstOfFamily[ofFamily];
        firstOfFamily[ofFamily] = entry;
        nextInBucket[entry] = buckets[bucket];
        buckets[bucket] = entry;
        return entry;
    }

    private void unlink(int entry) {
        int bucket = bucket(owner[entry], name[entry], namespace[entry]);
        if (buckets[bucket] == entry) {
            buckets[bucket] = nextInBucket[entry];
            return;
        }
        int before = buckets[bucket];
        while (nextInBucket[before] != entry) {
            before = nextInBucket[before];
        }
        nextInBucket[before] = nextInBucket[entry];
    }

    private void rehash() {
        int[] old = buckets;
        buckets = new int[Math.max(16, old.length * 2)];
        Arrays.fill(buckets, NONE);
        for (int head : old) {
            int entry = head;
            while (entry != NONE) {
                int next = nextInBucket[entry];
                int bucket = bucket(owner[entry], name[entry], namespace[entry]);
                nextInBucket[entry] = buckets[bucket];
                buckets[bucket] = entry;
                entry = next;
            }
        }
    }

    private void growEntries() {
        if (used > owner.length) {
            int size = Math.max(16, owner.length * 2);
            name = Arrays.copyOf(name, size);
            namespace = Arrays.copyOf(namespace, size);
            owner = Arrays.copyOf(owner, size);
            count = Arrays.copyOf(count, size);
            nextOfFamily = Arrays.copyOf(nextOfFamily, size);
            nextInBucket = Arrays.copyOf(nextInBucket, size);
        }
    }

    private int bucket(int ofFamily, TagName type, int typeNamespace) {
        long hash = (secret ^ ofFamily * 3L + typeNamespace) * MIX;
        if (type.id != TagId.UNKNOWN) {
            hash = mixed(hash ^ type.id);
        } else {
            String text = type.text();
            for (int i = 0; i < text.length(); i++) {
                hash = mixed(hash ^ text.charAt(i));
            }
        }
        return (int) hash & buckets.length - 1;
    }

    private long mixed(long hash) {
        long product = hash * (MIX ^ secret << 1);
        return product ^ product >>> 32;
    }
}
