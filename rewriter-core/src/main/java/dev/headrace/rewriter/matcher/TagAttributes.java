package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a program wants to know of a tag's attributes: which of its keys are there, and the values that its conditions ask
 * for. One walk over the tag finds the keys; what the program does not name is passed over.
 *
 * <p>A usual value (ASCII without {@code &}, CR and NUL) is compared as the bytes of the source. Any other is decoded as
 * the DOM has it and compared as UTF-8.
 */
final class TagAttributes {
    private final KeySpace.Keys keys;
    private long[] present = {};
    private int[] found = {};
    private int foundCount;

    /** The index of the attribute in its tag, by ordinal; so are the arrays below. */
    private int[] attributeIndex = {};

    private byte[] @Nullable [] valueBytes = {};
    private int[] valueStart = {};
    private int[] valueEnd = {};
    private @Nullable TagToken tag;
    private boolean quirks;

    TagAttributes(KeySpace.Keys keys) {
        this.keys = keys;
    }

    void setQuirks(boolean quirks) {
        this.quirks = quirks;
    }

    boolean has(int key) {
        return foundCount != 0 && Bits.get(present, key);
    }

    int foundCount() {
        return foundCount;
    }

    /** The keys that are there, in no order. */
    int found(int i) {
        return found[i];
    }

    void clear() {
        for (int i = 0; i < foundCount; i++) {
            int key = found[i];
            present[key >>> 6] = 0;
            valueBytes[keys.ordinal(key)] = null;
        }
        foundCount = 0;
        tag = null;
    }

    /** Reads a tag, after {@link #clear}. Of attributes with the same name the first counts (§13.2.5.33). */
    void read(TagToken tag) {
        if (present.length == 0) {
            allocate();
        }
        this.tag = tag;
        boolean classRead = keys.classAttribute < 0;
        boolean idRead = keys.idAttribute < 0;
        for (int i = 0; i < tag.attributeCount; i++) {
            int nameStart = tag.attributeNameStart(i);
            int nameEnd = tag.attributeNameEnd(i);
            if (!classRead && isClass(tag.buffer, nameStart, nameEnd)) {
                classRead = true;
                readClasses(tag, i);
                if (!keys.asksClassAttribute) {
                    continue;
                }
            } else if (!idRead && isId(tag.buffer, nameStart, nameEnd)) {
                idRead = true;
                readId(tag, i);
                if (!keys.asksIdAttribute) {
                    continue;
                }
            }
            int key = attributeKey(tag, i);
            if (key >= 0 && !has(key)) {
                add(key);
                attributeIndex[keys.ordinal(key)] = i;
            }
        }
    }

    private static boolean isClass(byte[] bytes, int from, int to) {
        return to - from == 5
                && (bytes[from] | 0x20) == 'c'
                && (bytes[from + 1] | 0x20) == 'l'
                && (bytes[from + 2] | 0x20) == 'a'
                && (bytes[from + 3] | 0x20) == 's'
                && (bytes[from + 4] | 0x20) == 's';
    }

    private static boolean isId(byte[] bytes, int from, int to) {
        return to - from == 2 && (bytes[from] | 0x20) == 'i' && (bytes[from + 1] | 0x20) == 'd';
    }

    /** The key of an attribute of a tag, -1 if the program does not name it. */
    int attributeKey(TagToken tag, int index) {
        byte[] buffer = tag.buffer;
        int from = tag.attributeNameStart(index);
        int to = tag.attributeNameEnd(index);
        KeyIndex names = keys.attributes;
        for (int i = names.isAscii() ? to : from; i < to; i++) {
            if (buffer[i] <= 0) {
                byte[] name = tag.attributeName(index).getBytes(StandardCharsets.UTF_8);
                int slot = names.find(name, 0, name.length, true);
                return slot < 0 ? -1 : names.key(slot);
            }
        }
        int slot = names.find(buffer, from, to, true);
        return slot < 0 ? -1 : names.key(slot);
    }

    /**
     * Makes the value of an attribute that is there ready, and returns its number for {@link #bytes}, {@link #start} and
     * {@link #end}.
     */
    int resolve(int key) {
        int ordinal = keys.ordinal(key);
        TagToken source = tag;
        if (valueBytes[ordinal] != null || source == null) {
            return ordinal;
        }
        int index = attributeIndex[ordinal];
        int from = source.attributeValueStart(index);
        int to = source.attributeValueEnd(index);
        byte[] buffer = source.buffer;
        if (source.encoding.isAsciiCompatible() && plainEnd(buffer, from, to) == to) {
            valueBytes[ordinal] = buffer;
            valueStart[ordinal] = from;
            valueEnd[ordinal] = to;
        } else {
            byte[] value = source.attributeValue(index).getBytes(StandardCharsets.UTF_8);
            valueBytes[ordinal] = value;
            valueStart[ordinal] = 0;
            valueEnd[ordinal] = value.length;
        }
        return ordinal;
    }

    /** Whether the value of an attribute that is there begins so. Where its beginning is a usual one, the rest is left alone. */
    boolean startsWith(int key, byte[] prefix, boolean ignoreCase) {
        int ordinal = keys.ordinal(key);
        TagToken source = tag;
        if (valueBytes[ordinal] == null && source != null && source.encoding.isAsciiCompatible()) {
            int from = source.attributeValueStart(attributeIndex[ordinal]);
            int end = from + prefix.length;
            if (end <= source.attributeValueEnd(attributeIndex[ordinal]) && plainEnd(source.buffer, from, end) == end) {
                return AsciiBytes.regionMatches(source.buffer, from, prefix, prefix.length, ignoreCase);
            }
        }
        resolve(key);
        return valueEnd[ordinal] - valueStart[ordinal] >= prefix.length
                && AsciiBytes.regionMatches(bytes(ordinal), valueStart[ordinal], prefix, prefix.length, ignoreCase);
    }

    byte[] bytes(int ordinal) {
        byte[] bytes = valueBytes[ordinal];
        if (bytes == null) {
            throw new IllegalStateException("the value was not resolved");
        }
        return bytes;
    }

    int start(int ordinal) {
        return valueStart[ordinal];
    }

    int end(int ordinal) {
        return valueEnd[ordinal];
    }

    /** The value of an attribute that is there, as the DOM has it. */
    String value(int key) {
        int ordinal = resolve(key);
        return new String(bytes(ordinal), start(ordinal), end(ordinal) - start(ordinal), StandardCharsets.UTF_8);
    }

    private void readClasses(TagToken tag, int index) {
        int from = tag.attributeValueStart(index);
        int to = tag.attributeValueEnd(index);
        if (!tag.encoding.isAsciiCompatible() || !readClasses(tag.buffer, from, to, true)) {
            byte[] value = tag.attributeValue(index).getBytes(StandardCharsets.UTF_8);
            readClasses(value, 0, value.length, false);
        }
    }

    /** Returns false at a byte that is not plain; the classes before it count all the same. */
    private boolean readClasses(byte[] bytes, int from, int to, boolean plainOnly) {
        int start = from;
        int i = from;
        while (true) {
            i = AsciiBytes.wordEnd(bytes, i, to);
            if (i == to || AsciiBytes.isWhitespace(bytes[i])) {
                if (i > start) {
                    addAll(keys.classes, bytes, start, i);
                }
                if (i == to) {
                    return true;
                }
                start = i + 1;
            } else if (plainOnly && !isPlain(bytes[i])) {
                return false;
            }
            i++;
        }
    }

    private void readId(TagToken tag, int index) {
        int from = tag.attributeValueStart(index);
        int to = tag.attributeValueEnd(index);
        byte[] buffer = tag.buffer;
        if (tag.encoding.isAsciiCompatible() && plainEnd(buffer, from, to) == to) {
            addAll(keys.ids, buffer, from, to);
        } else {
            byte[] value = tag.attributeValue(index).getBytes(StandardCharsets.UTF_8);
            addAll(keys.ids, value, 0, value.length);
        }
    }

    private void addAll(KeyIndex index, byte[] bytes, int from, int to) {
        int slot = index.find(bytes, from, to, quirks);
        if (slot < 0) {
            return;
        }
        if (!quirks) {
            add(index.key(slot));
            return;
        }
        while (slot >= 0) {
            add(index.key(slot));
            slot = index.next(slot, bytes, from, to, true);
        }
    }

    private void add(int key) {
        if (Bits.get(present, key)) {
            return;
        }
        Bits.set(present, key);
        if (foundCount == found.length) {
            found = Arrays.copyOf(found, foundCount * 2);
        }
        found[foundCount++] = key;
    }

    private void allocate() {
        int count = keys.attributeCount;
        present = new long[Bits.words(keys.size)];
        found = new int[8];
        attributeIndex = new int[count];
        valueBytes = new byte[count][];
        valueStart = new int[count];
        valueEnd = new int[count];
    }

    private static int plainEnd(byte[] bytes, int from, int to) {
        int i = AsciiBytes.wordEnd(bytes, from, to);
        while (i < to && isPlain(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(byte b) {
        return b > 0 && b != '&' && b != '\r';
    }
}
