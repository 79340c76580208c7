package dev.headrace.rewriter.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The named character references (HTML §13.5), sorted; loaded when the first one is looked up. */
final class NamedReferences {
    private static final String RESOURCE = "named-references.txt";

    /** All names, one behind the other; name {@code i} is {@code NAMES[OFFSETS[i], OFFSETS[i + 1])}. */
    private static final String NAMES;

    private static final char[] OFFSETS;

    /** Two UTF-16 code units for each name, the second 0 if there is but one. */
    private static final char[] VALUES;

    /** The name {@code amp;}. */
    static final int AMP;

    /** The first name that begins with an ASCII character or a later one, or the count of names. */
    private static final char[] FIRST = new char[0x81];

    static {
        String[] lines = read().split("\n");
        StringBuilder names = new StringBuilder();
        OFFSETS = new char[lines.length + 1];
        VALUES = new char[2 * lines.length];
        for (int i = 0; i < lines.length; i++) {
            String[] fields = lines[i].split(" ");
            names.append(fields[0]);
            OFFSETS[i + 1] = (char) names.length();
            StringBuilder value = new StringBuilder();
            for (int field = 1; field < fields.length; field++) {
                value.appendCodePoint(Integer.parseInt(fields[field], 16));
            }
            value.getChars(0, value.length(), VALUES, 2 * i);
        }
        NAMES = names.toString();
        int name = 0;
        for (int c = 0; c < FIRST.length; c++) {
            while (name < lines.length && charAt(name, 0) < c) {
                name++;
            }
            FIRST[c] = (char) name;
        }
        AMP = find("amp;");
    }

    private NamedReferences() {}

    private static String read() {
        try (InputStream in = NamedReferences.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the table " + RESOURCE + " is missing from this build");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + RESOURCE + " cannot be read", e);
        }
    }

    private static int find(String name) {
        int found = FIRST[name.charAt(0)];
        while (!NAMES.startsWith(name, OFFSETS[found]) || length(found) != name.length()) {
            found++;
        }
        return found;
    }

    static int count() {
        return OFFSETS.length - 1;
    }

    static int length(int name) {
        return OFFSETS[name + 1] - OFFSETS[name];
    }

    /**
     * The character of a name at {@code depth}, or -1 behind its end, so that a name sorts before those that it begins.
     */
    static int charAt(int name, int depth) {
        return depth < length(name) ? NAMES.charAt(OFFSETS[name] + depth) : -1;
    }

    /** The first name that begins with the ASCII character {@code c} or a later one; 80 is for the end of the names. */
    static int firstWith(int c) {
        return FIRST[c];
    }

    static void appendValue(int name, StringBuilder out) {
        out.append(VALUES[2 * name]);
        if (VALUES[2 * name + 1] != 0) {
            out.append(VALUES[2 * name + 1]);
        }
    }

    static int firstCodePoint(int name) {
        return Character.codePointAt(VALUES, 2 * name);
    }
}
