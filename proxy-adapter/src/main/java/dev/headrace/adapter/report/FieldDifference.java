package dev.headrace.adapter.report;

import java.util.List;

/**
 * A header field that differs between two versions of a response.
 *
 * @param name its name, in lower case
 * @param before its values in the first version, in order; empty if the second adds it
 * @param after its values in the second version; empty if this removes it
 */
public record FieldDifference(String name, List<String> before, List<String> after) {
    /** Copies the values. */
    public FieldDifference {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
