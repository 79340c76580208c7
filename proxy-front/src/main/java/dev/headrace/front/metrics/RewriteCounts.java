package dev.headrace.front.metrics;

import dev.headrace.adapter.feature.Page;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of responses: rewritten, or not, and why. */
final class RewriteCounts implements RewriteListener {
    private final Map<Outcome, Reasons> outcomes = new EnumMap<>(Outcome.class);
    private final FeatureCounts features = new FeatureCounts();

    /** Takes a figure with its labels. */
    @FunctionalInterface
    interface Figures {
        void take(String outcome, String reason, long figure);
    }

    /** Filled once, so that threads can share it. */
    private static final class Reasons {
        private final LongAdder none = new LongAdder();
        private final Map<SkipReason, LongAdder> skips = new EnumMap<>(SkipReason.class);
        private final Map<FailureReason, LongAdder> failures = new EnumMap<>(FailureReason.class);

        Reasons() {
            for (SkipReason skip : SkipReason.values()) {
                skips.put(skip, new LongAdder());
            }
            for (FailureReason failure : FailureReason.values()) {
                failures.put(failure, new LongAdder());
            }
        }

        @Nullable
        LongAdder of(Report report) {
            if (report.failure() != null) {
                return failures.get(report.failure());
            }
            return report.skip() != null ? skips.get(report.skip()) : none;
        }
    }

    RewriteCounts() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new Reasons());
        }
    }

    @Override
    public void finished(RequestHead request, Report report) {
        Reasons reasons = outcomes.get(report.outcome());
        LongAdder count = reasons == null ? null : reasons.of(report);
        if (count != null) {
            count.increment();
        }
        if (report.context() instanceof Page page) {
            features.count(page);
        }
    }

    FeatureCounts features() {
        return features;
    }

    /** Those that there were. */
    void forEach(Figures to) {
        outcomes.forEach((outcome, reasons) -> {
            String word = WordCounts.word(outcome);
            give(to, word, "none", reasons.none);
            reasons.skips.forEach((skip, count) -> give(to, word, WordCounts.word(skip), count));
            reasons.failures.forEach((failure, count) -> give(to, word, WordCounts.word(failure), count));
        });
    }

    private static void give(Figures to, String outcome, String reason, LongAdder count) {
        long sum = count.sum();
        if (sum > 0) {
            to.take(outcome, reason, sum);
        }
    }
}
