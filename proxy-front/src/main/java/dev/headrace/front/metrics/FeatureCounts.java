package dev.headrace.front.metrics;

import dev.headrace.adapter.feature.Page;
import dev.headrace.adapter.feature.Tally;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What features did on all pages, and what they left alone, and why. Reasons are words of the features' own, and few. */
final class FeatureCounts {
    private record Key(String feature, String outcome, String reason) {}

    private final ConcurrentMap<Key, LongAdder> pages = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, LongAdder> places = new ConcurrentHashMap<>();

    /** Takes a figure with its labels. */
    @FunctionalInterface
    interface Figures {
        void take(String feature, String outcome, String reason, long figure);
    }

    void count(Page page) {
        page.tallies().forEach(this::count);
    }

    private void count(Tally tally) {
        String skipped = tally.skippedBecause();
        String outcome = skipped != null ? "skipped" : tally.timesApplied() > 0 ? "applied" : "nothing-to-do";
        add(pages, new Key(tally.feature(), outcome, skipped == null ? "none" : skipped), 1);
        if (tally.timesApplied() > 0) {
            add(places, new Key(tally.feature(), "applied", "none"), tally.timesApplied());
        }
        tally.timesLeftAlone()
                .forEach((reason, times) -> add(places, new Key(tally.feature(), "left-alone", reason), times));
    }

    private static void add(ConcurrentMap<Key, LongAdder> to, Key key, int figure) {
        LongAdder known = to.get(key);
        (known == null ? to.computeIfAbsent(key, missing -> new LongAdder()) : known).add(figure);
    }

    void pages(Figures to) {
        pages.forEach((key, figure) -> to.take(key.feature, key.outcome, key.reason, figure.sum()));
    }

    void places(Figures to) {
        places.forEach((key, figure) -> to.take(key.feature, key.outcome, key.reason, figure.sum()));
    }
}
