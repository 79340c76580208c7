package dev.headrace.benchmarks.growth;

import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.peer.Measurement;
import dev.headrace.benchmarks.peer.Meter;
import dev.headrace.benchmarks.peer.WarmUp;
import java.util.ArrayList;
import java.util.List;

/** Two ways of rewriting that take turns, so that what the machine does beside meets both alike. */
final class Duel {
    /** An engine with what it is given. */
    static final class Side {
        private final Engine engine;
        private final byte[] page;
        private final int chunk;

        private final int times;

        Side(Engine engine, byte[] page, int chunk) {
            this(engine, page, chunk, 1);
        }

        /** An engine that rewrites the page so many times whenever it is asked to. */
        Side(Engine engine, byte[] page, int chunk, int times) {
            this.engine = engine;
            this.page = page;
            this.chunk = chunk;
            this.times = times;
        }

        Measurement measure(Meter meter) throws Exception {
            return meter.run(engine, page, chunk, ROUND_MILLIS);
        }

        double nanosPerByte(Meter meter) throws Exception {
            return measure(meter).nanosPerByte() / times;
        }
    }

    /** CPU time for each byte of both sides, and how many times more the second takes: medians over the rounds. */
    record Outcome(double base, double grown, double times) {}

    private static final int ROUNDS = 9;
    private static final int ROUND_MILLIS = 150;

    private final Meter meter;

    Duel(Meter meter) {
        this.meter = meter;
    }

    Outcome run(Side base, Side grown) throws Exception {
        List<Double> bases = new ArrayList<>();
        List<Double> growns = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        WarmUp warmUp = new WarmUp(WarmUp.LEAST_MILLIS);
        while (!warmUp.isOver()) {
            warmUp.add(base.measure(meter));
            warmUp.add(grown.measure(meter));
        }
        for (int round = 0; round < ROUNDS; round++) {
            double first = base.nanosPerByte(meter);
            double second = grown.nanosPerByte(meter);
            bases.add(first);
            growns.add(second);
            times.add(second / first);
        }
        return new Outcome(Figures.median(bases), Figures.median(growns), Figures.median(times));
    }
}
