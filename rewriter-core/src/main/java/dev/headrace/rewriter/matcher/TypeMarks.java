package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;

/** A set of element names; names without a number are in it together or not at all. */
final class TypeMarks {
    private final boolean[] marks = new boolean[TagId.COUNT];

    void mark(TagName name) {
        marks[name.id] = true;
    }

    void markAll() {
        Arrays.fill(marks, true);
    }

    void markAll(TypeMarks others) {
        for (int id = 0; id < marks.length; id++) {
            marks[id] |= others.marks[id];
        }
    }

    boolean has(TagName name) {
        return marks[name.id];
    }

    boolean isEmpty() {
        for (boolean mark : marks) {
            if (mark) {
                return false;
            }
        }
        return true;
    }
}
