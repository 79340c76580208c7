package dev.headrace.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class RewriteBenchmarkTest {
    @Test
    void parameters_areTheCases() throws Exception {
        Param parameter = RewriteBenchmark.class.getField("what").getAnnotation(Param.class);
        assertThat(parameter.value())
                .containsExactly(Cases.all().stream().map(Case::name).toArray(String[]::new));
    }

    @Test
    void rewrite_sendsTheWholePageThrough() throws Exception {
        RewriteBenchmark benchmark = new RewriteBenchmark();
        benchmark.what = "star";
        benchmark.page = "generated";
        benchmark.chunk = 1024;
        benchmark.prepare();
        assertThat(benchmark.rewrite()).isGreaterThan(256 * 1024);
    }
}
