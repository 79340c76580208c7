package dev.headrace.benchmarks.growth;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.benchmarks.engines.HeadraceEngine;
import dev.headrace.benchmarks.figures.MarkdownTable;
import dev.headrace.benchmarks.peer.Meter;
import dev.headrace.rewriter.io.OutputSink;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How many times more a byte costs when something grows, and how many times it may. */
final class GrowthFigures {
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int LARGE_CHUNK = 16 * 1024;

    /** How many times longer the long page is. */
    private static final int LONGER = 100;

    private final Duel duel = new Duel(new Meter());
    private final MarkdownTable table =
            new MarkdownTable(2, List.of("what grows", "case", "ns/B", "ns/B grown", "times", "limit", ""));
    private boolean passed = true;

    /** Five hundred selectors in place of five, on a page with all sorts of things and on one of nothing but divisions. */
    void selectors() throws Exception {
        byte[] page = GrowthPages.realistic(PAGE_BYTES);
        add(
                "5 to 500 selectors",
                "synthetic",
                2,
                selectors(Cases.synthetic(5), page),
                selectors(Cases.synthetic(500), page));
        byte[] divisions = GrowthPages.divisions(4000);
        add("5 to 500 selectors", "div.k{i}", 2, selectors(classes(5), divisions), selectors(classes(500), divisions));
    }

    /** Single bytes in place of chunks of 16 KB. Without a handler nothing is looked at, so that there is nothing to compare. */
    void chunks() throws Exception {
        byte[] page = GrowthPages.realistic(PAGE_BYTES);
        for (String name : List.of("nomatch", "multi", "star", "ahref", "comments")) {
            Engine engine = engine(Cases.named(name));
            add(
                    "chunks of 16 KB to 1 byte",
                    name,
                    12,
                    new Duel.Side(engine, page, LARGE_CHUNK),
                    new Duel.Side(engine, page, 1));
        }
    }

    /** A page of 100 MB in place of one of 1 MB. Each byte is to cost the same, within 5 %. */
    void length() throws Exception {
        byte[] page = GrowthPages.realistic(1_000_000);
        for (String name : List.of("nomatch", "multi", "ahref", "all")) {
            Case what = Cases.named(name);
            Engine once = GrowthPages.repeating(HeadraceEngine.rewriter(what, Counts.of(what)), page, 1);
            Engine often = GrowthPages.repeating(HeadraceEngine.rewriter(what, Counts.of(what)), page, LONGER);
            add(
                    "page of 1 MB to 100 MB",
                    name,
                    1.05,
                    new Duel.Side((bytes, chunk, sink) -> repeat(once, bytes, chunk, sink), page, LARGE_CHUNK, LONGER),
                    new Duel.Side(often, page, LARGE_CHUNK, LONGER));
        }
    }

    /** Elements 100,000 deep in place of 10,000. */
    void depth() throws Exception {
        for (String name : List.of("nomatch", "multi", "star")) {
            Engine engine = engine(Cases.named(name));
            add(
                    "10,000 to 100,000 deep",
                    name,
                    1.5,
                    new Duel.Side(engine, GrowthPages.nested(10_000), LARGE_CHUNK),
                    new Duel.Side(engine, GrowthPages.nested(100_000), LARGE_CHUNK));
        }
    }

    /** Whether nothing grew by more than it may. */
    boolean passed() {
        return passed;
    }

    @Override
    public String toString() {
        return table.toString();
    }

    /** The meter counts the bytes of the page it gives; both sides are to send a hundred times as many. */
    private static void repeat(Engine once, byte[] page, int chunk, OutputSink sink) throws Exception {
        for (int i = 0; i < LONGER; i++) {
            once.rewrite(page, chunk, sink);
        }
    }

    private void add(String what, String name, double limit, Duel.Side base, Duel.Side grown) throws Exception {
        Duel.Outcome outcome = duel.run(base, grown);
        boolean within = outcome.times() <= limit;
        passed &= within;
        table.add(List.of(
                what,
                name,
                number(outcome.base()),
                number(outcome.grown()),
                number(outcome.times()),
                String.format(Locale.ROOT, "%.2f", limit),
                within ? "pass" : "FAIL"));
    }

    private static List<Rule> classes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Rule.counting("div.k" + i))
                .toList();
    }

    private static Duel.Side selectors(List<Rule> rules, byte[] page) {
        return new Duel.Side(engine(new Case("selectors", "", rules)), page, LARGE_CHUNK);
    }

    private static Engine engine(Case what) {
        return new HeadraceEngine(what, Counts.of(what));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
