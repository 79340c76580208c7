package dev.headrace.adapter.header;

import dev.headrace.adapter.report.FieldDifference;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What differs between the header fields of two versions of a response. */
public final class FieldDifferences {
    private static final String ENTITY_TAG = "etag";

    private FieldDifferences() {}

    /** The differences, by name, entity tags left out. */
    public static List<FieldDifference> between(HttpHeaders before, HttpHeaders after) {
        List<FieldDifference> differences = ofAll(before, after);
        differences.removeIf(difference -> difference.name().equals(ENTITY_TAG));
        return differences;
    }

    /** All differences, by name. */
    public static List<FieldDifference> ofAll(HttpHeaders before, HttpHeaders after) {
        TreeSet<String> names = new TreeSet<>();
        before.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        after.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        List<FieldDifference> differences = new ArrayList<>();
        for (String name : names) {
            List<String> old = before.getAll(name);
            List<String> now = after.getAll(name);
            if (!old.equals(now)) {
                differences.add(new FieldDifference(name, old, now));
            }
        }
        return differences;
    }
}
