package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.encoding.Ascii;
import dev.headrace.rewriter.matcher.ForeignNames;
import dev.headrace.rewriter.token.TagToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a start tag. They stay where they are in the source; what handlers change is noted beside them: of each
 * in the source whether it is removed or set, and what was added. Names are compared as bytes, and what nobody asks for is
 * not decoded.
 *
 * <p>An attribute is known by its place: its number in the source, or, if it was added, its number among those behind the
 * number of all in the source.
 */
final class AttributeList {
    private static final byte SET = 1;
    private static final byte REMOVED = 2;
    private static final int NOT_THERE = -1;

    /** So many attributes are searched one by one, and so many more times. */
    private static final int SEARCHED = 32;

    private static final int KEPT_ROOM = 256;
    private static final byte[] NO_CHANGES = {};
    private static final String[] NO_STRINGS = {};

    private final AttributeNames names = new AttributeNames();
    private @Nullable TagToken tag;
    private int namespace;
    private int sourceCount;
    private boolean changed;

    /** Whether attributes in the source were changed. */
    private boolean sourceChanged;

    /** Of each attribute in the source: 0, {@link #SET} or {@link #REMOVED}. */
    private byte[] changes = NO_CHANGES;

    /** Of each attribute in the source that is set: the value. */
    private String[] values = NO_STRINGS;

    private int removedCount;
    private String[] addedNames = NO_STRINGS;
    private String[] addedValues = NO_STRINGS;
    private int addedCount;

    /** The place whose value in the source was decoded last, and what it was. */
    private int readPlace = NOT_THERE;

    private String readValue = "";

    /** The places of a tag that has many attributes and is asked for many. */
    private @Nullable Map<String, Integer> places;

    private int searches;

    void attach(@Nullable TagToken source, int elementNamespace) {
        if (changed) {
            forgetChanges();
        }
        tag = source;
        sourceCount = source == null ? 0 : source.attributeCount;
        namespace = elementNamespace;
        readPlace = NOT_THERE;
        searches = 0;
        places = null;
    }

    boolean isChanged() {
        return changed;
    }

    private boolean isEmpty() {
        return size() == 0;
    }

    private int size() {
        return sourceCount - removedCount + addedCount;
    }

    // ---- Reading

    @Nullable
    String value(String name) {
        int place = place(Names.lower(name));
        return place < 0 ? null : valueAt(place);
    }

    /** The number of the attribute in the source, or -1 if it is not there or was set. */
    int sourceIndex(String name) {
        int place = place(Names.lower(name));
        return place < sourceCount && place >= 0 && change(place) == 0 ? place : NOT_THERE;
    }

    boolean has(String name) {
        return place(Names.lower(name)) >= 0;
    }

    List<Attribute> list() {
        List<Attribute> list = new ArrayList<>(size());
        Set<String> many = size() > SEARCHED ? new HashSet<>() : null;
        long seen = 0;
        for (int i = 0; tag != null && i < sourceCount; i++) {
            if (change(i) == REMOVED) {
                continue;
            }
            String name = ForeignNames.attributeName(names.name(tag, i), namespace);
            long bit = 1L << name.hashCode();
            boolean again = many != null ? !many.add(name) : (seen & bit) != 0 && contains(list, name);
            seen |= bit;
            if (!again) {
                list.add(new Attribute(name, valueAt(i)));
            }
        }
        for (int i = 0; i < addedCount; i++) {
            list.add(new Attribute(ForeignNames.attributeName(addedNames[i], namespace), addedValues[i]));
        }
        return list;
    }

    private static boolean contains(List<Attribute> list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private int change(int index) {
        return sourceChanged ? changes[index] : 0;
    }

    private String valueAt(int place) {
        if (place >= sourceCount) {
            return addedValues[place - sourceCount];
        }
        return change(place) == SET ? values[place] : sourceValue(place);
    }

    private String sourceValue(int index) {
        TagToken source = tag;
        if (source == null || index == readPlace) {
            return readValue;
        }
        int from = source.attributeValueStart(index);
        int to = source.attributeValueEnd(index);
        String value;
        if (from == to) {
            value = "";
        } else if (Ascii.isPlainValue(source.buffer, from, to)) {
            value = new String(source.buffer, from, to - from, StandardCharsets.ISO_8859_1);
        } else {
            value = source.attributeValue(index);
        }
        readPlace = index;
        readValue = value;
        return value;
    }

    // ---- Finding

    private int place(String lower) {
        if (sourceCount + addedCount > SEARCHED && ++searches > SEARCHED) {
            return placeOfMany(lower);
        }
        TagToken source = tag;
        if (source != null) {
            int found = find(source, lower);
            if (found >= 0 && change(found) != REMOVED) {
                return found;
            }
        }
        for (int i = 0; i < addedCount; i++) {
            if (addedNames[i].equals(lower)) {
                return sourceCount + i;
            }
        }
        return NOT_THERE;
    }

    private static int find(TagToken source, String lower) {
        int length = lower.length();
        for (int i = 0; i < length; i++) {
            if (lower.charAt(i) >= 0x80) {
                return source.find(lower);
            }
        }
        // A name with other bytes is no name in ASCII in any encoding.
        for (int i = 0; i < source.attributeCount; i++) {
            if (AttributeNames.isName(lower, source.buffer, source.attributeNameStart(i), source.attributeNameEnd(i))) {
                return i;
            }
        }
        return NOT_THERE;
    }

    private int placeOfMany(String lower) {
        if (places == null) {
            places = new HashMap<>();
            for (int i = 0; tag != null && i < sourceCount; i++) {
                if (change(i) != REMOVED) {
                    places.putIfAbsent(names.name(tag, i), i);
                }
            }
            for (int i = 0; i < addedCount; i++) {
                places.put(addedNames[i], sourceCount + i);
            }
        }
        return places.getOrDefault(lower, NOT_THERE);
    }

    // ---- Changing

    void set(String name, String value) {
        String lower = Names.lower(name);
        int place = place(lower);
        if (place >= 0 && isValue(place, value)) {
            return;
        }
        changed = true;
        if (place < 0) {
            add(lower, value);
        } else if (place < sourceCount) {
            changeSource();
            changes[place] = SET;
            values[place] = value;
        } else {
            addedValues[place - sourceCount] = value;
        }
    }

    private boolean isValue(int place, String value) {
        TagToken source = tag;
        if (source == null || place >= sourceCount || place == readPlace || change(place) == SET) {
            return value.equals(valueAt(place));
        }
        int from = source.attributeValueStart(place);
        int to = source.attributeValueEnd(place);
        int common = Math.min(to - from, value.length());
        for (int i = 0; i < common; i++) {
            byte b = source.buffer[from + i];
            if (!Ascii.isPlainValue(b)) {
                return value.equals(sourceValue(place));
            }
            if (b != value.charAt(i)) {
                return false;
            }
        }
        return to - from == value.length();
    }

    private void add(String lower, String value) {
        if (addedCount == addedNames.length) {
            int room = Math.max(2, addedCount * 2);
            addedNames = Arrays.copyOf(addedNames, room);
            addedValues = Arrays.copyOf(addedValues, room);
        }
        if (places != null) {
            places.put(lower, sourceCount + addedCount);
        }
        addedNames[addedCount] = lower;
        addedValues[addedCount++] = value;
    }

    void remove(String name) {
        String lower = Names.lower(name);
        int place = place(lower);
        if (place < 0) {
            return;
        }
        changed = true;
        if (place < sourceCount) {
            changeSource();
            removeFromSource(lower);
        } else {
            addedCount--;
            int at = place - sourceCount;
            System.arraycopy(addedNames, at + 1, addedNames, at, addedCount - at);
            System.arraycopy(addedValues, at + 1, addedValues, at, addedCount - at);
            places = null;
        }
    }

    private void removeFromSource(String lower) {
        for (int i = 0; tag != null && i < sourceCount; i++) {
            if (changes[i] != REMOVED && tag.nameIs(i, lower)) {
                changes[i] = REMOVED;
                removedCount++;
            }
        }
        if (places != null) {
            places.remove(lower);
        }
    }

    private void changeSource() {
        sourceChanged = true;
        if (changes.length < sourceCount) {
            changes = new byte[Math.max(8, sourceCount)];
            values = new String[changes.length];
        }
    }

    private void forgetChanges() {
        if (sourceChanged) {
            sourceChanged = false;
            removedCount = 0;
            Arrays.fill(changes, 0, sourceCount, (byte) 0);
        }
        if (changes.length > KEPT_ROOM) {
            changes = NO_CHANGES;
            values = NO_STRINGS;
        }
        if (addedNames.length > KEPT_ROOM) {
            addedNames = NO_STRINGS;
            addedValues = NO_STRINGS;
        }
        changed = false;
        addedCount = 0;
    }

    // ---- Writing

    /**
     * Writes what stands between a tag's name and the end of the tag. What was not changed keeps its bytes, with one space in
     * front of each attribute; where the source has it so, it is put out in one run with what is before it, which nobody had to
     * put out yet.
     *
     * @param closesItself whether the tag is to end as one that closes itself
     */
    void writeTo(Output out, boolean closesItself) {
        TagToken source = tag;
        if (source == null) {
            writeAdded(out);
            out.writeByte('>');
            return;
        }
        byte[] buffer = source.buffer;
        int written = source.nameEnd;
        for (int i = 0; i < sourceCount; i++) {
            int change = change(i);
            if (change == REMOVED) {
                continue;
            }
            int from = source.attributeNameStart(i);
            if (from != written + 1 || buffer[written] != ' ') {
                out.raw(written);
                out.writeByte(' ');
                out.skip(from);
            }
            written = source.attributeEnd(i);
            if (change == SET) {
                writeName(out, source, i);
                out.writeAttributeValue(values[i]);
                out.skip(written);
            }
        }
        if (addedCount > 0) {
            out.raw(written);
            writeAdded(out);
        }
        writeEnd(out, source, written, closesItself);
    }

    /** Leaves the tag's end to be passed with what follows it. */
    private void writeEnd(Output out, TagToken source, int written, boolean closesItself) {
        int tail = closesItself ? 2 : 1;
        // An unquoted value would swallow a slash that follows it.
        boolean space = closesItself && !isEmpty();
        int spaceAt = source.end - tail - 1;
        if (space && addedCount == 0 && written == spaceAt && source.buffer[spaceAt] == ' ') {
            return;
        }
        if (space || written != source.end - tail) {
            out.raw(written);
            if (space) {
                out.writeByte(' ');
            }
            out.skip(source.end - tail);
        }
    }

    private static void writeName(Output out, TagToken source, int index) {
        int from = source.attributeNameStart(index);
        int to = source.attributeNameEnd(index);
        if (Ascii.isAscii(source.buffer, from, to)) {
            out.raw(to);
        } else {
            out.raw(from);
            out.write(source.encoding.decode(source.buffer, from, to, true));
        }
    }

    private void writeAdded(Output out) {
        for (int i = 0; i < addedCount; i++) {
            out.writeAttribute(addedNames[i], addedValues[i]);
        }
    }
}
