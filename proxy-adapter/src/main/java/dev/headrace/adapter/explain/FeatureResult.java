package dev.headrace.adapter.explain;

import dev.headrace.adapter.feature.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one feature did for a page.
 *
 * @param feature its name
 * @param applied at how many places it did its work
 * @param leftAlone how many places it left alone, by reason, in the order of reasons
 * @param skipped why it did nothing for the page, or for the rest of it; null if it worked all through
 */
public record FeatureResult(
        String feature,
        int applied,
        Map<String, Integer> leftAlone,
        @Nullable String skipped) {
    /** Copies the reasons. */
    public FeatureResult {
        leftAlone = Collections.unmodifiableMap(new TreeMap<>(leftAlone));
    }

    static FeatureResult of(Tally tally) {
        return new FeatureResult(tally.feature(), tally.timesApplied(), tally.timesLeftAlone(), tally.skippedBecause());
    }

    /** In words: {@code applied at 2 places; left alone: 1 has-loading}. */
    String toText() {
        StringBuilder text = new StringBuilder();
        if (applied > 0 || skipped == null) {
            text.append(
                    applied == 0 ? "nothing to do" : "applied at " + applied + (applied == 1 ? " place" : " places"));
        }
        if (!leftAlone.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ").append("left alone: ");
            String separator = "";
            for (Map.Entry<String, Integer> reason : leftAlone.entrySet()) {
                text.append(separator).append(reason.getValue()).append(' ').append(reason.getKey());
                separator = ", ";
            }
        }
        if (skipped != null) {
            text.append(text.isEmpty() ? "" : "; then ").append("skipped: ").append(skipped);
        }
        return text.toString();
    }
}
