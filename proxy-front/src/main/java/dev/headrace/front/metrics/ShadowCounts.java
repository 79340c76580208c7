package dev.headrace.front.metrics;

import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.ShadowListener;
import dev.headrace.adapter.report.ShadowOutcome;
import dev.headrace.adapter.report.ShadowReport;
import dev.headrace.adapter.request.RequestHead;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How the configuration that a tenant tries compares with the one in force. */
public final class ShadowCounts implements ShadowListener {
    private static final int MOST_SAMPLES = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<ShadowOutcome, LongAdder> outcomes = new EnumMap<>(ShadowOutcome.class);
    private final LongAdder liveNanos = new LongAdder();
    private final LongAdder candidateNanos = new LongAdder();
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * A response that would have been another one, or that could not be compared to its end.
     *
     * @param outcome how it compares
     * @param reason why the candidate was stopped; null if it was not
     * @param fields header fields that differ: name, values in force, values tried
     * @param offset where the content begins to differ; null if it does not
     * @param live the content in force around there
     * @param candidate the content tried around there
     */
    public record Sample(
            Instant time,
            String host,
            String path,
            int status,
            String outcome,
            @Nullable String reason,
            List<String> fields,
            @Nullable Long offset,
            @Nullable String live,
            @Nullable String candidate) {}

    /** Takes a figure with its label. */
    @FunctionalInterface
    interface Figures {
        void take(String label, double figure);
    }

    ShadowCounts() {
        for (ShadowOutcome outcome : ShadowOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    @Override
    public void compared(RequestHead request, ShadowReport report) {
        LongAdder count = outcomes.get(report.outcome());
        if (count != null) {
            count.increment();
        }
        liveNanos.add(report.liveNanos());
        candidateNanos.add(report.candidateNanos());
        if (report.outcome() != ShadowOutcome.EQUAL && report.outcome() != ShadowOutcome.CUT_SHORT) {
            keep(sample(request, report));
        }
    }

    private static Sample sample(RequestHead request, ShadowReport report) {
        return new Sample(
                Instant.now(),
                request.host(),
                request.path(),
                report.liveStatus(),
                report.outcome().token(),
                report.failure() == null ? null : report.failure().token(),
                report.fields().stream().map(ShadowCounts::told).toList(),
                report.difference() == null ? null : report.difference().offset(),
                report.difference() == null ? null : report.difference().live(),
                report.difference() == null ? null : report.difference().candidate());
    }

    /** Values of cookies are nobody's business here. */
    private static String told(FieldDifference field) {
        return field.name().contains("cookie")
                ? field.name()
                : field.name() + ": " + field.before() + " " + field.after();
    }

    private void keep(Sample sample) {
        synchronized (samples) {
            if (samples.size() == MOST_SAMPLES) {
                samples.removeFirst();
            }
            samples.addLast(sample);
        }
    }

    /** The last few responses that differ. */
    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    void outcomes(Figures to) {
        outcomes.forEach((outcome, count) -> {
            long sum = count.sum();
            if (sum > 0) {
                to.take(outcome.token(), (double) sum);
            }
        });
    }

    void seconds(Figures to) {
        to.take("live", liveNanos.sum() / NANOS_PER_SECOND);
        to.take("candidate", candidateNanos.sum() / NANOS_PER_SECOND);
    }
}
