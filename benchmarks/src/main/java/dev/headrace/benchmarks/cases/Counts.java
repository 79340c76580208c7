package dev.headrace.benchmarks.cases;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the handler of a rule counted. Fields, since handlers are a part of what is measured. */
public final class Counts {
    /** How often the handler was called. */
    public long calls;
    /** Attributes that were read; for text, text nodes that ended. */
    public long parts;
    /** Ends of elements, with a tag or without. */
    public long ends;
    /** Something of all that was read, so that reading cannot be left out. */
    public long read;

    /** One for each rule of a case. */
    public static Counts[] of(Case what) {
        Counts[] counts = new Counts[what.rules().size()];
        Arrays.setAll(counts, i -> new Counts());
        return counts;
    }

    /** Back to zero. */
    public void reset() {
        calls = 0;
        parts = 0;
        ends = 0;
        read = 0;
    }

    /** As peers tell them: three figures for each rule, with spaces between them. */
    public static String line(Counts[] all) {
        return Arrays.stream(all)
                .map(counts -> counts.calls + " " + counts.parts + " " + counts.ends)
                .collect(Collectors.joining(" "));
    }
}
