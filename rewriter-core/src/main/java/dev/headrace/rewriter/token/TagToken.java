package dev.headrace.rewriter.token;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.text.CharacterReferences;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A start or end tag, as offsets into the stream's buffer (WHATWG HTML §13.2.5). One object serves a whole stream: what it
 * says holds until the tokenizer goes on. Attributes are noted while the tag is walked; their names and values are decoded
 * only when asked for.
 */
public final class TagToken {
    /** Where in the offsets of an attribute each of them stands, and how many there are. */
    public static final int NAME_START = 0;

    public static final int NAME_END = 1;
    public static final int VALUE_START = 2;
    public static final int VALUE_END = 3;
    public static final int STRIDE = 4;

    private static final int KEPT_ATTRIBUTES = 256;
    private static final int FIRST_ATTRIBUTES = 8;
    private static final int LINEAR_SEARCH_MAX = 16;

    /** The bytes that all offsets point into. */
    public byte[] buffer = new byte[0];

    /** Of the tag's {@code <}. */
    public int start;

    /** Behind the tag's {@code >}. */
    public int end;

    public int nameStart;
    public int nameEnd;
    public TagName name = TagName.known(TagId.A);
    public boolean selfClosing;
    public int attributeCount;
    public Encoding encoding = Encoding.UTF_8;

    /**
     * The offsets of all attributes, {@link #STRIDE} for each. What is not in quotes has its value end where the attribute does; what has no
     * value has its value, an empty one, where the name ends.
     */
    public int[] attributes = new int[FIRST_ATTRIBUTES * STRIDE];

    public void clear() {
        attributeCount = 0;
        selfClosing = false;
        if (attributes.length > KEPT_ATTRIBUTES * STRIDE) {
            attributes = new int[FIRST_ATTRIBUTES * STRIDE];
        }
    }

    /** Makes room for more attributes than {@link #attributes} has; returns what it is then. */
    public int[] growAttributes() {
        attributes = Arrays.copyOf(attributes, attributes.length * 2);
        return attributes;
    }

    /** Begins an attribute whose name starts here; it counts once {@link #endAttribute} was called. */
    public void beginAttribute(int start) {
        int base = attributeCount * STRIDE;
        if (base == attributes.length) {
            growAttributes();
        }
        attributes[base + NAME_START] = start;
    }

    /** Ends the name; the attribute has no value until {@link #attributeValue} says so. */
    public void endAttributeName(int end) {
        int base = attributeCount * STRIDE;
        attributes[base + NAME_END] = end;
        attributes[base + VALUE_START] = end;
        attributes[base + VALUE_END] = end;
    }

    public void attributeValue(int start, int end) {
        int base = attributeCount * STRIDE;
        attributes[base + VALUE_START] = start;
        attributes[base + VALUE_END] = end;
    }

    public void endAttribute() {
        attributeCount++;
    }

    /** Moves every offset by {@code delta}, when the buffer's content was moved; the attribute under way included. */
    public void shift(int delta) {
        if (delta == 0) {
            return;
        }
        start += delta;
        end += delta;
        nameStart += delta;
        nameEnd += delta;
        int used = Math.min(attributes.length, (attributeCount + 1) * STRIDE);
        for (int i = 0; i < used; i++) {
            attributes[i] += delta;
        }
    }

    public int attributeNameStart(int index) {
        return attributes[index * STRIDE + NAME_START];
    }

    public int attributeNameEnd(int index) {
        return attributes[index * STRIDE + NAME_END];
    }

    public int attributeValueStart(int index) {
        return attributes[index * STRIDE + VALUE_START];
    }

    public int attributeValueEnd(int index) {
        return attributes[index * STRIDE + VALUE_END];
    }

    /** Behind the attribute's last byte, a closing quote included. */
    public int attributeEnd(int index) {
        int from = attributeValueStart(index);
        int to = attributeValueEnd(index);
        boolean quoted = from > attributeNameEnd(index) && (buffer[from - 1] == '"' || buffer[from - 1] == '\'');
        return quoted ? to + 1 : to;
    }

    /** The first attribute with this name, all in lower case, or -1. */
    public int find(String lowerCaseName) {
        for (int i = 0; i < attributeCount; i++) {
            if (nameIs(i, lowerCaseName)) {
                return i;
            }
        }
        return -1;
    }

    /** The attribute's name in lower case. */
    public String attributeName(int index) {
        int from = attributeNameStart(index);
        int to = attributeNameEnd(index);
        if (isPlain(from, to)) {
            byte[] lower = Arrays.copyOfRange(buffer, from, to);
            for (int i = 0; i < lower.length; i++) {
                lower[i] = TagName.lower(lower[i]);
            }
            return new String(lower, StandardCharsets.ISO_8859_1);
        }
        return canonicalName(encoding, buffer, from, to);
    }

    /** The attribute's value as the DOM has it: decoded, line ends normalized, character references resolved. */
    public String attributeValue(int index) {
        int from = attributeValueStart(index);
        int to = attributeValueEnd(index);
        return decodeValue(encoding, buffer, from, to);
    }

    /** For each attribute whether an earlier one has the same name, so that the DOM drops it (§13.2.5.33); null if none has. */
    public boolean @Nullable [] duplicates() {
        boolean[] duplicates = null;
        if (attributeCount > LINEAR_SEARCH_MAX) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < attributeCount; i++) {
                if (!seen.add(attributeName(i))) {
                    duplicates = mark(duplicates, i);
                }
            }
            return duplicates;
        }
        for (int i = 1; i < attributeCount; i++) {
            if (find(attributeName(i)) < i) {
                duplicates = mark(duplicates, i);
            }
        }
        return duplicates;
    }

    /** A tag or attribute name with bytes that are not ASCII, or NUL: decoded, in lower case, NUL as U+FFFD. */
    public static String canonicalName(Encoding encoding, byte[] bytes, int start, int end) {
        String decoded = encoding.decode(bytes, start, end, true);
        StringBuilder name = new StringBuilder(decoded.length());
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            name.append(c == 0 ? '\uFFFD' : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return name.toString();
    }

    /** The bytes of an attribute value as the DOM has them. */
    public static String decodeValue(Encoding encoding, byte[] bytes, int start, int end) {
        String raw = encoding.decode(bytes, start, end, true);
        if (raw.indexOf('\r') >= 0 || raw.indexOf('\0') >= 0) {
            raw = raw.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
        }
        return CharacterReferences.resolveAttribute(raw);
    }

    /** Whether the attribute has this name, all in lower case. */
    public boolean nameIs(int index, String lowerCaseName) {
        int from = attributeNameStart(index);
        int to = attributeNameEnd(index);
        if (to - from == lowerCaseName.length()) {
            boolean plain = true;
            for (int i = 0; i < lowerCaseName.length(); i++) {
                byte b = buffer[from + i];
                if (TagName.lower(b) != lowerCaseName.charAt(i)) {
                    plain = b > 0;
                    break;
                }
                if (i == lowerCaseName.length() - 1) {
                    return true;
                }
            }
            if (plain) {
                return false;
            }
        }
        return !isPlain(from, to) && attributeName(index).equals(lowerCaseName);
    }

    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean[] mark(boolean @Nullable [] duplicates, int index) {
        boolean[] marks = duplicates == null ? new boolean[attributeCount] : duplicates;
        marks[index] = true;
        return marks;
    }
}
