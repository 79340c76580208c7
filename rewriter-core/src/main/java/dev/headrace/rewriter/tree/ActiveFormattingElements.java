package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The list of active formatting elements (WHATWG HTML §13.2.4.3), doubly linked, so that entries leave its middle in
 * constant time. Entries are numbers of their own; a marker is an entry without element.
 *
 * <p>Two indices replace the standard's walks: entries with one name are chained, latest first, and entries that Noah's Ark
 * clause may compare are in buckets by a hash of name and attributes. An entry knows how many markers precede it, which
 * tells whether it is behind the last one.
 */
final class ActiveFormattingElements {
    static final int NONE = -1;

    private static final int INITIAL_SIZE = 8;
    private static final int NAME_COUNT = 14;
    private static final int SEED = ThreadLocalRandom.current().nextInt() | 1;

    private final ElementTable table;
    private int[] elements = new int[INITIAL_SIZE];
    private int[] levels = new int[INITIAL_SIZE];
    private int[] previous = new int[INITIAL_SIZE];
    private int[] next = new int[INITIAL_SIZE];
    private int[] earlierOfName = new int[INITIAL_SIZE];
    private int[] laterOfName = new int[INITIAL_SIZE];
    private int[] earlierInBucket = new int[INITIAL_SIZE];
    private int[] hashes = new int[INITIAL_SIZE];
    private @Nullable String[] keys = new String[INITIAL_SIZE];
    private int[] buckets = new int[INITIAL_SIZE];
    private final int[] lastOfName = new int[NAME_COUNT];

    /** By element: its entry, or {@link #NONE}. */
    private int[] entries = new int[INITIAL_SIZE];

    private int used;
    private int free = NONE;
    private int last = NONE;
    private int markers;

    ActiveFormattingElements(ElementTable table) {
        this.table = table;
        Arrays.fill(lastOfName, NONE);
        Arrays.fill(buckets, NONE);
        Arrays.fill(entries, NONE);
    }

    int last() {
        return last;
    }

    int previous(int entry) {
        return previous[entry];
    }

    int next(int entry) {
        return next[entry];
    }

    int element(int entry) {
        return elements[entry];
    }

    boolean isMarker(int entry) {
        return elements[entry] == NONE;
    }

    /** The element's entry, or {@link #NONE} if it is not in the list. */
    int entryOf(int element) {
        return element < entries.length ? entries[element] : NONE;
    }

    boolean contains(int element) {
        return entryOf(element) != NONE;
    }

    /** The last entry behind the last marker whose element has this name, one of a formatting element, or {@link #NONE}. */
    int lastNamed(int id) {
        int entry = lastOfName[nameIndex(id)];
        return entry != NONE && levels[entry] == markers ? entry : NONE;
    }

    void pushMarker() {
        int entry = allocate();
        elements[entry] = NONE;
        append(entry);
        markers++;
    }

    void clearToLastMarker() {
        while (last != NONE) {
            int entry = last;
            if (isMarker(entry)) {
                markers--;
                unlink(entry);
                return;
            }
            remove(entry);
        }
    }

    /**
     * Pushes an element, after Noah's Ark clause.
     *
     * @param attributes the {@link AttributeKey}; null if the element's kind can never stand in the list three times
     */
    void push(int element, @Nullable String attributes) {
        int hash = hash(table.name(element).id, attributes);
        if (attributes != null) {
            applyNoahsArk(table.name(element).id, attributes, hash);
        }
        int entry = allocate();
        fill(entry, element, markers, attributes, hash);
        append(entry);
    }

    /** Puts a copy of the original's element behind an entry, and the original's entry out. */
    void moveTo(int original, int copy, int behind) {
        String key = keys[original];
        int hash = hashes[original];
        int level = levels[original];
        int entry = allocate();
        fill(entry, copy, level, key, hash);
        previous[entry] = behind;
        next[entry] = next[behind];
        if (next[behind] == NONE) {
            last = entry;
        } else {
            previous[next[behind]] = entry;
        }
        next[behind] = entry;
        remove(original);
    }

    /** Puts a copy in the place of the entry's element. */
    void replace(int entry, int copy) {
        int original = elements[entry];
        growEntries();
        entries[original] = NONE;
        entries[copy] = entry;
        elements[entry] = copy;
        table.retain(copy);
        table.release(original);
    }

    void remove(int entry) {
        int element = elements[entry];
        int name = nameIndex(table.name(element).id);
        int earlier = earlierOfName[entry];
        int later = laterOfName[entry];
        if (earlier != NONE) {
            laterOfName[earlier] = later;
        }
        if (later == NONE) {
            lastOfName[name] = earlier;
        } else {
            earlierOfName[later] = earlier;
        }
        removeFromBucket(entry);
        unlink(entry);
        entries[element] = NONE;
        table.release(element);
    }

    private void applyNoahsArk(int id, String attributes, int hash) {
        int equal = 0;
        int earliest = NONE;
        // A bucket's entries are latest first, so that those of an earlier marker are behind all others.
        for (int entry = buckets[bucket(hash)];
                entry != NONE && levels[entry] == markers;
                entry = earlierInBucket[entry]) {
            if (hashes[entry] == hash && table.name(elements[entry]).id == id && attributes.equals(keys[entry])) {
                equal++;
                earliest = entry;
            }
        }
        if (equal >= 3) {
            remove(earliest);
        }
    }

    private void fill(int entry, int element, int level, @Nullable String attributes, int hash) {
        elements[entry] = element;
        levels[entry] = level;
        keys[entry] = attributes;
        hashes[entry] = hash;
        table.retain(element);
        growEntries();
        entries[element] = entry;
        int name = nameIndex(table.name(element).id);
        int earlier = lastOfName[name];
        earlierOfName[entry] = earlier;
        laterOfName[entry] = NONE;
        if (earlier != NONE) {
            laterOfName[earlier] = entry;
        }
        lastOfName[name] = entry;
        if (attributes != null) {
            int bucket = bucket(hash);
            earlierInBucket[entry] = buckets[bucket];
            buckets[bucket] = entry;
        }
    }

    private void removeFromBucket(int entry) {
        if (keys[entry] == null) {
            return;
        }
        int bucket = bucket(hashes[entry]);
        if (buckets[bucket] == entry) {
            buckets[bucket] = earlierInBucket[entry];
            return;
        }
        int later = buckets[bucket];
        while (earlierInBucket[later] != entry) {
            later = earlierInBucket[later];
        }
        earlierInBucket[later] = earlierInBucket[entry];
    }

    private void append(int entry) {
        previous[entry] = last;
        next[entry] = NONE;
        if (last != NONE) {
            next[last] = entry;
        }
        last = entry;
    }

    private void unlink(int entry) {
        int before = previous[entry];
        int behind = next[entry];
        if (before != NONE) {
            next[before] = behind;
        }
        if (behind == NONE) {
            last = before;
        } else {
            previous[behind] = before;
        }
        keys[entry] = null;
        next[entry] = free;
        free = entry;
    }

    private int allocate() {
        int entry = free;
        if (entry != NONE) {
            free = next[entry];
            return entry;
        }
        if (used == elements.length) {
            grow();
        }
        return used++;
    }

    private void grow() {
        int size = elements.length * 2;
        elements = Arrays.copyOf(elements, size);
        levels = Arrays.copyOf(levels, size);
        previous = Arrays.copyOf(previous, size);
        next = Arrays.copyOf(next, size);
        earlierOfName = Arrays.copyOf(earlierOfName, size);
        laterOfName = Arrays.copyOf(laterOfName, size);
        earlierInBucket = Arrays.copyOf(earlierInBucket, size);
        hashes = Arrays.copyOf(hashes, size);
        keys = Arrays.copyOf(keys, size);
        buckets = new int[size];
        Arrays.fill(buckets, NONE);
        rehash();
    }

    private void rehash() {
        int entry = last;
        while (entry != NONE && previous[entry] != NONE) {
            entry = previous[entry];
        }
        for (; entry != NONE; entry = next[entry]) {
            if (!isMarker(entry) && keys[entry] != null) {
                int bucket = bucket(hashes[entry]);
                earlierInBucket[entry] = buckets[bucket];
                buckets[bucket] = entry;
            }
        }
    }

    private void growEntries() {
        int old = entries.length;
        if (old < table.capacity()) {
            entries = Arrays.copyOf(entries, table.capacity());
            Arrays.fill(entries, old, entries.length, NONE);
        }
    }

    private int bucket(int hash) {
        return hash & (buckets.length - 1);
    }

    private static int hash(int id, @Nullable String attributes) {
        int hash = id * SEED;
        if (attributes != null) {
            // Not String.hashCode: for that, anyone can make as many equal hashes as they like.
            for (int i = 0; i < attributes.length(); i++) {
                hash = (hash ^ attributes.charAt(i)) * SEED;
                hash ^= hash >>> 15;
            }
        }
        return hash ^ (hash >>> 16);
    }

    private static int nameIndex(int id) {
        return switch (id) {
            case TagId.A -> 0;
            case TagId.B -> 1;
            case TagId.BIG -> 2;
            case TagId.CODE -> 3;
            case TagId.EM -> 4;
            case TagId.FONT -> 5;
            case TagId.I -> 6;
            case TagId.NOBR -> 7;
            case TagId.S -> 8;
            case TagId.SMALL -> 9;
            case TagId.STRIKE -> 10;
            case TagId.STRONG -> 11;
            case TagId.TT -> 12;
            case TagId.U -> 13;
            default -> throw new IllegalArgumentException("not a formatting element: " + id);
        };
    }
}
