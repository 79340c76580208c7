package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagToken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The list of active formatting elements (WHATWG HTML §13.2.4.3), doubly linked, so that entries leave its middle in
 * constant time. Entries are numbers of their own; a marker is an entry without element.
 *
 * <p>Two indices replace the standard's walks: entries with one name are chained, latest first, and {@link NoahsArk}
 * finds equal ones. An entry knows how many markers precede it, which tells whether it is behind the last one.
 */
final class ActiveFormattingElements {
    static final int NONE = -1;

    private static final int INITIAL_SIZE = 8;
    private static final int NAME_COUNT = 14;
    private static final byte[] NAME_INDICES = nameIndices();

    private static final int ELEMENT = 0;

    /** How many markers precede the entry. */
    private static final int LEVEL = 1;

    private static final int PREVIOUS = 2;

    /** The next entry; of a free one, the next free one. */
    private static final int NEXT = 3;

    private static final int EARLIER_OF_NAME = 4;
    private static final int LATER_OF_NAME = 5;
    private static final int STRIDE = 6;

    private final ElementTable table;
    private final NoahsArk ark = new NoahsArk(this);
    private int[] entries = new int[INITIAL_SIZE * STRIDE];
    private final int[] lastOfName = new int[NAME_COUNT];
    private int used;
    private int free = NONE;
    private int last = NONE;
    private int markers;

    ActiveFormattingElements(ElementTable table) {
        this.table = table;
        Arrays.fill(lastOfName, NONE);
        ark.grow(INITIAL_SIZE);
    }

    int last() {
        return last;
    }

    int first() {
        int entry = last;
        while (entry != NONE && previous(entry) != NONE) {
            entry = previous(entry);
        }
        return entry;
    }

    int previous(int entry) {
        return entries[entry * STRIDE + PREVIOUS];
    }

    int next(int entry) {
        return entries[entry * STRIDE + NEXT];
    }

    int element(int entry) {
        return entries[entry * STRIDE + ELEMENT];
    }

    boolean isMarker(int entry) {
        return element(entry) == NONE;
    }

    /** The element's entry, or {@link #NONE} if it is not in the list. */
    int entryOf(int element) {
        return table.formattingEntry(element);
    }

    boolean contains(int element) {
        return entryOf(element) != NONE;
    }

    /** The {@link TagId} of an entry that is no marker. */
    int name(int entry) {
        return ElementTable.idOf(table.traits(element(entry)));
    }

    boolean isBehindLastMarker(int entry) {
        return entries[entry * STRIDE + LEVEL] == markers;
    }

    /**
     * The last entry behind the last marker whose element has this name, one of a formatting element, or {@link #NONE}.
     */
    int lastNamed(int id) {
        int entry = lastOfName[NAME_INDICES[id]];
        return entry != NONE && isBehindLastMarker(entry) ? entry : NONE;
    }

    /** The entry of the same name before this one, if it is behind the last marker, or {@link #NONE}. */
    int earlierOfName(int entry) {
        int earlier = entries[entry * STRIDE + EARLIER_OF_NAME];
        return earlier != NONE && isBehindLastMarker(earlier) ? earlier : NONE;
    }

    void pushMarker() {
        int entry = allocate();
        entries[entry * STRIDE + ELEMENT] = NONE;
        ark.exempt(entry);
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
     * @param tag its tag; null if elements of its kind never stand in the list three times
     */
    void push(int element, @Nullable TagToken tag) {
        if (tag == null) {
            int entry = allocate();
            ark.exempt(entry);
            add(entry, element);
        } else if (!ark.hasRoom(tag.name.id) || !pushWithoutKey(element, tag)) {
            pushWithKey(element, tag);
        }
    }

    private boolean pushWithoutKey(int element, TagToken tag) {
        int entry = allocate();
        if (ark.keep(entry, tag)) {
            add(entry, element);
            return true;
        }
        release(entry);
        return false;
    }

    private void pushWithKey(int element, TagToken tag) {
        int id = tag.name.id;
        String key = AttributeKey.of(tag);
        ark.keyLatest(id);
        int surplus = ark.surplus(id, key);
        if (surplus != NONE) {
            remove(surplus);
        }
        int entry = allocate();
        ark.key(entry, id, key);
        add(entry, element);
    }

    /** Puts a copy of the original's element behind an entry, and the original's entry out. */
    void moveTo(int original, int copy, int behind) {
        int entry = allocate();
        ark.copy(original, entry);
        int[] entries = this.entries;
        int base = entry * STRIDE;
        int next = next(behind);
        fill(entry, copy, entries[original * STRIDE + LEVEL]);
        entries[base + PREVIOUS] = behind;
        entries[base + NEXT] = next;
        if (next == NONE) {
            last = entry;
        } else {
            entries[next * STRIDE + PREVIOUS] = entry;
        }
        entries[behind * STRIDE + NEXT] = entry;
        remove(original);
    }

    /** Puts a copy in the place of the entry's element. */
    void replace(int entry, int copy) {
        int original = element(entry);
        table.setFormattingEntry(original, NONE);
        table.setFormattingEntry(copy, entry);
        entries[entry * STRIDE + ELEMENT] = copy;
        table.retain(copy);
        table.release(original);
    }

    void remove(int entry) {
        int[] entries = this.entries;
        int base = entry * STRIDE;
        int element = entries[base + ELEMENT];
        int earlier = entries[base + EARLIER_OF_NAME];
        int later = entries[base + LATER_OF_NAME];
        if (earlier != NONE) {
            entries[earlier * STRIDE + LATER_OF_NAME] = later;
        }
        if (later == NONE) {
            lastOfName[NAME_INDICES[name(entry)]] = earlier;
        } else {
            entries[later * STRIDE + EARLIER_OF_NAME] = earlier;
        }
        ark.remove(entry);
        unlink(entry);
        table.setFormattingEntry(element, NONE);
        table.release(element);
    }

    private void add(int entry, int element) {
        fill(entry, element, markers);
        append(entry);
    }

    private void fill(int entry, int element, int level) {
        int[] entries = this.entries;
        int base = entry * STRIDE;
        entries[base + ELEMENT] = element;
        entries[base + LEVEL] = level;
        table.retain(element);
        table.setFormattingEntry(element, entry);
        int name = NAME_INDICES[name(entry)];
        int earlier = lastOfName[name];
        entries[base + EARLIER_OF_NAME] = earlier;
        entries[base + LATER_OF_NAME] = NONE;
        if (earlier != NONE) {
            entries[earlier * STRIDE + LATER_OF_NAME] = entry;
        }
        lastOfName[name] = entry;
    }

    private void append(int entry) {
        entries[entry * STRIDE + PREVIOUS] = last;
        entries[entry * STRIDE + NEXT] = NONE;
        if (last != NONE) {
            entries[last * STRIDE + NEXT] = entry;
        }
        last = entry;
    }

    private void unlink(int entry) {
        int before = previous(entry);
        int behind = next(entry);
        if (before != NONE) {
            entries[before * STRIDE + NEXT] = behind;
        }
        if (behind == NONE) {
            last = before;
        } else {
            entries[behind * STRIDE + PREVIOUS] = before;
        }
        release(entry);
    }

    private int allocate() {
        int entry = free;
        if (entry != NONE) {
            free = next(entry);
            return entry;
        }
        if (used * STRIDE == entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
            ark.grow(2 * used);
        }
        return used++;
    }

    private void release(int entry) {
        entries[entry * STRIDE + NEXT] = free;
        free = entry;
    }

    private static byte[] nameIndices() {
        int[] names = {
            TagId.A,
            TagId.B,
            TagId.BIG,
            TagId.CODE,
            TagId.EM,
            TagId.FONT,
            TagId.I,
            TagId.NOBR,
            TagId.S,
            TagId.SMALL,
            TagId.STRIKE,
            TagId.STRONG,
            TagId.TT,
            TagId.U
        };
        byte[] indices = new byte[TagId.COUNT];
        for (int i = 0; i < names.length; i++) {
            indices[names[i]] = (byte) i;
        }
        return indices;
    }
}
