package dev.headrace.adapter.feature;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one feature did for one page, and what it left alone, and why. For the thread that rewrites the page.
 */
public final class Tally {
    private final String feature;
    private final Map<String, Count> leftAlone = new HashMap<>();
    private @Nullable String skipped;
    private int applied;

    Tally(String feature) {
        this.feature = feature;
    }

    /** The feature's name. */
    public String feature() {
        return feature;
    }

    /** It did its work at one place. */
    public void applied() {
        applied++;
    }

    /** It left one place alone, for a reason, in words with hyphens between: {@code not-a-url}. Of a small, fixed set. */
    public void leftAlone(String reason) {
        leftAlone.computeIfAbsent(reason, none -> new Count()).places++;
    }

    /** It does nothing for the rest of the page, for a reason, as in {@link #leftAlone}; the first reason counts. */
    public void skip(String reason) {
        if (skipped == null) {
            skipped = reason;
        }
    }

    /** At how many places it did its work. */
    public int timesApplied() {
        return applied;
    }

    /** How many places it left alone, by reason. */
    public Map<String, Integer> timesLeftAlone() {
        Map<String, Integer> sorted = new TreeMap<>();
        leftAlone.forEach((reason, count) -> sorted.put(reason, count.places));
        return sorted;
    }

    /** Why it does nothing for the rest of the page; null if it does. */
    public @Nullable String skippedBecause() {
        return skipped;
    }

    /** Whether it does nothing for the rest of the page. */
    public boolean isSkipped() {
        return skipped != null;
    }

    private static final class Count {
        private int places;
    }
}
