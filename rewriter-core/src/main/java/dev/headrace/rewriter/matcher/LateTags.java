package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import java.util.Arrays;

/**
 * What {@code html} or {@code body} has matched, and those of its attributes that the program asks for: a late tag may add
 * more. As no name is kept twice, what is kept is limited by the program, and only so many late tags have to be matched anew.
 */
final class LateTags {
    final int element;
    final TagName name;
    private final long[] known;
    private final TagToken attributes = new TagToken();
    private int[] matches = {};

    LateTags(int element, TagName name, int keyCount) {
        this.element = element;
        this.name = name;
        known = new long[Bits.words(keyCount)];
    }

    int[] matches() {
        return matches;
    }

    /** The attributes so far, the first of each name. */
    TagToken attributes() {
        return attributes;
    }

    void remember(Subject subject) {
        matches = Arrays.copyOf(subject.matches, subject.matchCount);
    }

    /** Adds the attributes that are asked for and not there yet; returns whether there was one. */
    boolean addMissing(TagToken tag, TagAttributes reader) {
        boolean added = false;
        for (int i = 0; i < tag.attributeCount; i++) {
            int key = reader.attributeKey(tag, i);
            if (key >= 0 && !Bits.get(known, key)) {
                Bits.set(known, key);
                copy(tag, i);
                added = true;
            }
        }
        return added;
    }

    private void copy(TagToken tag, int index) {
        int nameStart = tag.attributeNameStart(index);
        int nameLength = tag.attributeNameEnd(index) - nameStart;
        int valueStart = tag.attributeValueStart(index);
        int valueLength = tag.attributeValueEnd(index) - valueStart;
        int at = attributes.buffer.length;
        attributes.encoding = tag.encoding;
        attributes.buffer = Arrays.copyOf(attributes.buffer, at + nameLength + valueLength);
        System.arraycopy(tag.buffer, nameStart, attributes.buffer, at, nameLength);
        System.arraycopy(tag.buffer, valueStart, attributes.buffer, at + nameLength, valueLength);
        attributes.beginAttribute(at);
        attributes.endAttributeName(at + nameLength);
        int end = at + nameLength + valueLength;
        attributes.attributeValue(at + nameLength, end);
        attributes.endAttribute();
    }
}
