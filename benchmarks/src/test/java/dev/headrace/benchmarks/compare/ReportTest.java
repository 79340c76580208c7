package dev.headrace.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.engines.EngineKind;
import dev.headrace.benchmarks.peer.Jdk;
import dev.headrace.benchmarks.peer.Measurement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Jdk JDK = new Jdk(Path.of("jdk"), 17, "17.0.1");
    private static final Contender ANCHOR = new Contender(Contender.LOL_HTML, null, null, List.of());
    private static final Contender OWN = new Contender("headrace 17", EngineKind.HEADRACE, JDK, List.of());
    private static final Contender TREE = new Contender("jsoup", EngineKind.JSOUP, JDK, List.of());

    @Test
    void ratio_isTheMedianOfTheRounds_notTheRatioOfMedians() {
        Row row = row("star", 1024);
        measure(row, ANCHOR, 10, 10, 40);
        measure(row, OWN, 5, 20, 40);
        assertThat(row.ratio(OWN)).isEqualTo(1);
        assertThat(row.megabytesPerSecond(ANCHOR)).isEqualTo(100);
        assertThat(row.megabytesPerSecond(OWN)).isEqualTo(50);
        assertThat(row.ratio(TREE)).isNaN();
    }

    @Test
    void figures_haveARowForEachPlace_andADashForWhatWasNotMeasured() {
        Row row = row("star", 1024);
        measure(row, ANCHOR, 10);
        measure(row, OWN, 4);
        assertThat(report(row).figures()).isEqualTo("""
                | case | page    | chunk | lol-html | headrace 17 | ratio | B/chunk | jsoup |
                |------|---------|------:|---------:|------------:|------:|--------:|------:|
                | star | ecma402 |  1024 |      100 |         250 |  2.50 |     102 |     – |
                """);
    }

    @Test
    void summary_namesTheLowest_andLeavesNoopOutOfTheMean() {
        Row noop = row("noop", 1024);
        measure(noop, ANCHOR, 10);
        measure(noop, OWN, 0.01);
        Row star = row("star", 1024);
        measure(star, ANCHOR, 10);
        measure(star, OWN, 20);
        Row many = row("sel500", 16384);
        measure(many, ANCHOR, 40);
        measure(many, OWN, 5);
        assertThat(report(noop, star, many).summary())
                .startsWith("- **JDK 17**: with a handler, geometric mean of 2 ratios **2.00**, "
                        + "lowest **0.50 (star, ecma402, 1024)**, 1 below 1;")
                .contains("sel500 in chunks of 16384: mean 8.00, lowest 8.00 (ecma402)");
    }

    private static Report report(Row... rows) {
        return new Report(List.of(rows), List.of(ANCHOR, OWN, TREE));
    }

    private static Row row(String name, int chunk) {
        return new Row(Cases.named(name), BenchmarkPage.named("ecma402"), chunk);
    }

    private static void measure(Row row, Contender contender, double... nanosPerByte) {
        for (double nanos : nanosPerByte) {
            long allocated = contender.isLolHtml() ? -1 : 10_000;
            row.add(contender, new Measurement(1, 100_000, Math.round(nanos * 100_000), 0, 0, allocated));
        }
    }
}
