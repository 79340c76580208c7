package dev.headrace.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterBenchmarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "br", "zstd"})
    void handler_andItsParts_writeAsMuch(String coding) throws Exception {
        AdapterBenchmark benchmark = new AdapterBenchmark();
        benchmark.coding = coding;
        benchmark.bytes = 100_000;
        benchmark.chunk = 16_384;
        benchmark.what = "ahref";
        benchmark.prepare();
        try {
            long byParts = benchmark.parts();
            long byHandler = benchmark.handler() - byParts;
            long passed = benchmark.handlerPassing() - byHandler - byParts;
            assertThat(byParts).isPositive();
            // Flushes fall between the same bytes; a codec may still cut its blocks elsewhere.
            assertThat((double) byHandler / byParts).isBetween(0.95, 1.05);
            assertThat(passed).isPositive();
        } finally {
            benchmark.release();
        }
    }
}
