package dev.headrace.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartsBenchmarkTest {
    @Test
    void parts_doTheWorkOfAWholePage() throws Exception {
        PartsBenchmark benchmark = new PartsBenchmark();
        benchmark.page = "generated";
        benchmark.selectors = 5;
        benchmark.prepare();

        assertThat(benchmark.tokenizer()).isGreaterThan(1000);
        assertThat(benchmark.tree()).isGreaterThan(1000);
        assertThat(benchmark.matcher()).isZero();
    }

    @Test
    void scan_findsAllThereIs_eitherWay() {
        ScanBenchmark benchmark = new ScanBenchmark();
        benchmark.scan = "swar";
        benchmark.spacing = 64;
        benchmark.prepare();

        assertThat(benchmark.positions()).isEqualTo(256);
        assertThat(benchmark.search()).isEqualTo(256);
    }
}
