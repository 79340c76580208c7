package dev.headrace.adapter.header;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated lists in header fields (RFC 9110 §5.6.1), over several lines, with commas in quoted strings left alone. */
public final class FieldList {
    private FieldList() {}

    /** The elements of all lines, without the white space around them; empty ones are left out. */
    public static List<String> elements(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            split(line, ',', elements);
        }
        return elements;
    }

    /** The parts of an element between semicolons, without the white space around them; empty ones are left out. */
    static List<String> parts(String element) {
        List<String> parts = new ArrayList<>();
        split(element, ';', parts);
        return parts;
    }

    private static void split(String text, char delimiter, List<String> to) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (c == delimiter && !quoted) {
                add(text, start, i, to);
                start = i + 1;
            }
        }
        add(text, start, text.length(), to);
    }

    private static void add(String text, int start, int end, List<String> to) {
        String element = text.substring(start, end).strip();
        if (!element.isEmpty()) {
            to.add(element);
        }
    }
}
