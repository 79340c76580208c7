package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.TagToken;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What Noah's Ark clause knows of the entries of the list of active formatting elements (WHATWG HTML §13.2.4.3): at most
 * three with the same name and attributes may stand behind the last marker.
 *
 * <p>To compare attributes takes an {@link AttributeKey}, and few documents ever have a fourth entry of a name. So the
 * first three only keep their attributes' source, in an array that is used again for the next entry with that number, and
 * get their keys when a fourth comes. Entries with keys are in buckets, latest first.
 */
final class NoahsArk {
    /** Never compared: a marker, or a kind of element that never stands in the list three times. */
    private static final byte EXEMPT = 0;

    /** Its attributes are kept as source. */
    private static final byte KEPT = 1;

    /** It has a key, and is in a bucket. */
    private static final byte KEYED = 2;

    private static final int MAX_KEPT_BYTES = 0xFF;
    private static final int OFFSETS = 4;
    private static final int SEED = ThreadLocalRandom.current().nextInt() | 1;

    private final ActiveFormattingElements list;
    private byte[] states = {};

    /**
     * Of a kept entry: how many attributes, for each the four offsets of name and value, and the bytes that these point
     * into.
     */
    private byte[] @Nullable [] sources = {};

    private @Nullable Encoding[] encodings = {};
    private @Nullable String[] keys = {};
    private int[] hashes = {};
    private int[] earlierInBucket = {};
    private int[] buckets = {};

    NoahsArk(ActiveFormattingElements list) {
        this.list = list;
    }

    /** Whether an element may be pushed without more: fewer than three of its name can be equal to it. */
    boolean hasRoom(int name) {
        int entry = list.lastNamed(name);
        for (int i = 0; i < 3; i++) {
            if (entry == ActiveFormattingElements.NONE) {
                return true;
            }
            entry = list.earlierOfName(entry);
        }
        return false;
    }

    /** Makes room for an entry's number. */
    void grow(int entries) {
        states = Arrays.copyOf(states, entries);
        if (keys.length > 0) {
            growKeys(entries);
        }
    }

    void exempt(int entry) {
        states[entry] = EXEMPT;
    }

    /** Keeps the attributes of a new entry; false if they are too long to be kept. */
    boolean keep(int entry, TagToken tag) {
        int count = tag.attributeCount;
        int from = count == 0 ? 0 : tag.attributeNameStart(0);
        int length = count == 0 ? 0 : tag.attributeEnd(count - 1) - from;
        int header = 1 + OFFSETS * count;
        if (length > MAX_KEPT_BYTES - header) {
            return false;
        }
        byte[] kept = source(entry, header + length);
        kept[0] = (byte) count;
        int at = 1;
        for (int i = 0; i < count; i++) {
            kept[at++] = (byte) (header + tag.attributeNameStart(i) - from);
            kept[at++] = (byte) (header + tag.attributeNameEnd(i) - from);
            kept[at++] = (byte) (header + tag.attributeValueStart(i) - from);
            kept[at++] = (byte) (header + tag.attributeValueEnd(i) - from);
        }
        System.arraycopy(tag.buffer, from, kept, header, length);
        if (encodings[entry] != tag.encoding) {
            encodings[entry] = tag.encoding;
        }
        states[entry] = KEPT;
        return true;
    }

    /**
     * Gives keys to the latest three entries of a name behind the last marker, as far as they have none; no others lack
     * one.
     */
    void keyLatest(int name) {
        int latest = list.lastNamed(name);
        if (latest == ActiveFormattingElements.NONE) {
            return;
        }
        int before = list.earlierOfName(latest);
        int first = before == ActiveFormattingElements.NONE ? before : list.earlierOfName(before);
        for (int entry : new int[] {first, before, latest}) {
            if (entry != ActiveFormattingElements.NONE && states[entry] == KEPT) {
                key(entry, name, AttributeKey.of(restore(entry)));
            }
        }
    }

    /** The entry that has to go before one with this key is pushed, or {@link ActiveFormattingElements#NONE}. */
    int surplus(int name, String key) {
        if (buckets.length == 0) {
            return ActiveFormattingElements.NONE;
        }
        int hash = hash(name, key);
        int equal = 0;
        int earliest = ActiveFormattingElements.NONE;
        // A bucket's entries are latest first, so that those of an earlier marker are behind all others.
        for (int entry = buckets[bucket(hash)];
                entry != ActiveFormattingElements.NONE && list.isBehindLastMarker(entry);
                entry = earlierInBucket[entry]) {
            if (hashes[entry] == hash && list.name(entry) == name && key.equals(keys[entry])) {
                equal++;
                earliest = entry;
            }
        }
        return equal >= 3 ? earliest : ActiveFormattingElements.NONE;
    }

    void key(int entry, int name, String key) {
        if (keys.length <= entry) {
            growKeys(states.length);
        }
        keys[entry] = key;
        hashes[entry] = hash(name, key);
        states[entry] = KEYED;
        intoBucket(entry);
    }

    /** Gives what is known of one entry to another. */
    void copy(int from, int to) {
        if (states[from] == KEYED) {
            key(to, list.name(from), keyOf(from));
            return;
        }
        states[to] = states[from];
        if (states[from] == KEPT) {
            byte[] kept = sourceOf(from);
            System.arraycopy(kept, 0, source(to, kept.length), 0, kept.length);
            encodings[to] = encodings[from];
        }
    }

    void remove(int entry) {
        if (states[entry] == KEYED) {
            outOfBucket(entry);
            keys[entry] = null;
        }
    }

    private void intoBucket(int entry) {
        int bucket = bucket(hashes[entry]);
        earlierInBucket[entry] = buckets[bucket];
        buckets[bucket] = entry;
    }

    private void outOfBucket(int entry) {
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

    private void growKeys(int size) {
        keys = Arrays.copyOf(keys, size);
        hashes = Arrays.copyOf(hashes, size);
        earlierInBucket = Arrays.copyOf(earlierInBucket, size);
        buckets = new int[size];
        Arrays.fill(buckets, ActiveFormattingElements.NONE);
        for (int entry = list.first(); entry != ActiveFormattingElements.NONE; entry = list.next(entry)) {
            if (keys[entry] != null) {
                intoBucket(entry);
            }
        }
    }

    private byte[] source(int entry, int length) {
        if (entry >= sources.length) {
            sources = Arrays.copyOf(sources, states.length);
            encodings = Arrays.copyOf(encodings, states.length);
        }
        byte[] source = sources[entry];
        if (source == null || source.length < length) {
            source = new byte[(length + 31) & ~31];
            sources[entry] = source;
        }
        return source;
    }

    private byte[] sourceOf(int entry) {
        byte[] source = sources[entry];
        if (source == null) {
            throw new IllegalStateException("no attributes were kept");
        }
        return source;
    }

    private String keyOf(int entry) {
        String key = keys[entry];
        if (key == null) {
            throw new IllegalStateException("the entry has no key");
        }
        return key;
    }

    /** The tag as far as its attributes go. */
    private TagToken restore(int entry) {
        byte[] source = sourceOf(entry);
        TagToken tag = new TagToken();
        tag.buffer = source;
        Encoding encoding = encodings[entry];
        if (encoding != null) {
            tag.encoding = encoding;
        }
        int at = 1;
        for (int i = source[0] & 0xFF; i > 0; i--) {
            tag.beginAttribute(source[at] & 0xFF);
            tag.endAttributeName(source[at + 1] & 0xFF);
            int valueEnd = source[at + 3] & 0xFF;
            tag.attributeValue(source[at + 2] & 0xFF, valueEnd);
            tag.endAttribute();
            at += OFFSETS;
        }
        return tag;
    }

    private int bucket(int hash) {
        return hash & (buckets.length - 1);
    }

    private static int hash(int name, String key) {
        int hash = name * SEED;
        // Not String.hashCode: for that, anyone can make as many equal hashes as they like.
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * SEED;
            hash ^= hash >>> 15;
        }
        return hash ^ (hash >>> 16);
    }
}
