package dev.headrace.benchmarks.growth;

import com.sun.management.ThreadMXBean;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.benchmarks.engines.HeadraceEngine;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.figures.MarkdownTable;
import dev.headrace.benchmarks.peer.Meter;
import dev.headrace.benchmarks.peer.WarmUp;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.io.OutputSink;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What a warm rewriter allocates, as the JVM counts it for the thread. For one thread. */
final class AllocationFigures {
    private static final int WARM_UP_SLICE_MILLIS = 100;
    private static final int LARGE_CHUNK = 16 * 1024;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int TIMES = 11;
    private static final int OPENINGS = 20_000;
    private static final byte[] SHORT_PAGE = "<p>".getBytes(StandardCharsets.UTF_8);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Meter meter = new Meter();
    private long written;
    private final OutputSink sink = this::count;

    /**
     * For each case and chunk size: bytes for each chunk and for each call of a handler, while a document is under way. What a
     * document costs once is left out: it is the difference between a page and one with ten times more in it.
     */
    MarkdownTable steady() throws Exception {
        MarkdownTable table =
                new MarkdownTable(1, List.of("case", "chunk", "B/chunk", "calls/chunk", "B/call", "B/document"));
        byte[] page = GrowthPages.realistic(PAGE_BYTES);
        for (Case what : Cases.all()) {
            Counts[] counts = Counts.of(what);
            HtmlRewriter rewriter = HeadraceEngine.rewriter(what, counts);
            Engine shorter = GrowthPages.repeating(rewriter, page, 1);
            Engine longer = GrowthPages.repeating(rewriter, page, TIMES);
            WarmUp warmUp = new WarmUp(WarmUp.LEAST_MILLIS);
            while (!warmUp.isOver()) {
                warmUp.add(meter.run(shorter, page, 1024, WARM_UP_SLICE_MILLIS));
                warmUp.add(meter.run(longer, page, LARGE_CHUNK, WARM_UP_SLICE_MILLIS));
            }
            for (int chunk : List.of(1024, LARGE_CHUNK)) {
                table.add(steady(what, counts, shorter, longer, page, chunk));
            }
        }
        return table;
    }

    private List<String> steady(Case what, Counts[] counts, Engine shorter, Engine longer, byte[] page, int chunk)
            throws Exception {
        Spent once = spend(shorter, page, chunk, counts);
        Spent often = spend(longer, page, chunk, counts);
        double bytes = often.bytes - once.bytes;
        double calls = often.calls - once.calls;
        double chunks = (double) page.length * (TIMES - 1) / chunk;
        return List.of(
                what.name(),
                Integer.toString(chunk),
                number(bytes / chunks),
                number(calls / chunks),
                calls == 0 ? "–" : number(bytes / calls),
                number(Math.max(0, once.bytes - bytes / (TIMES - 1))));
    }

    private record Spent(double bytes, double calls) {}

    private Spent spend(Engine engine, byte[] page, int chunk, Counts[] counts) throws Exception {
        List<Double> bytes = new ArrayList<>();
        double calls = 0;
        for (int i = 0; i < 7; i++) {
            Arrays.stream(counts).forEach(Counts::reset);
            long before = threads.getCurrentThreadAllocatedBytes();
            engine.rewrite(page, chunk, sink);
            bytes.add((double) (threads.getCurrentThreadAllocatedBytes() - before));
            calls = Arrays.stream(counts).mapToLong(one -> one.calls).sum();
        }
        return new Spent(Figures.median(bytes), calls);
    }

    /** What it takes to open a stream, and to open one, write a tag and end it. */
    MarkdownTable opening() {
        MarkdownTable table =
                new MarkdownTable(1, List.of("selectors", "open: µs", "B", "open, 3 bytes, end: µs", "B"));
        for (String name : List.of("noop", "multi", "sel50", "sel500")) {
            Case what = Cases.named(name);
            HtmlRewriter rewriter = HeadraceEngine.rewriter(what, Counts.of(what));
            Opening open = openings(() -> rewriter.open(sink, "utf-8"));
            Opening whole = openings(() -> {
                RewriteStream stream = rewriter.open(sink, "utf-8");
                stream.write(SHORT_PAGE);
                stream.end();
                return stream;
            });
            table.add(List.of(
                    Integer.toString(what.rules().size()),
                    number(open.micros),
                    number(open.bytes),
                    number(whole.micros),
                    number(whole.bytes)));
        }
        return table;
    }

    private record Opening(double micros, double bytes) {}

    private Opening openings(Supplier<RewriteStream> opener) {
        List<Double> micros = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int round = -5; round < 7; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long started = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < OPENINGS; i++) {
                written += opener.get().isEnded() ? 1 : 0;
            }
            if (round >= 0) {
                micros.add((threads.getCurrentThreadCpuTime() - started) / 1e3 / OPENINGS);
                bytes.add((double) (threads.getCurrentThreadAllocatedBytes() - before) / OPENINGS);
            }
        }
        return new Opening(Figures.median(micros), Figures.median(bytes));
    }

    /** What was written, so that nothing can be left out. */
    long written() {
        return written;
    }

    private void count(byte[] bytes, int offset, int length) {
        written += length;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
