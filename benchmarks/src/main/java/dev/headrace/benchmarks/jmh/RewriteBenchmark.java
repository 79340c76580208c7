package dev.headrace.benchmarks.jmh;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.engines.HeadraceEngine;
import dev.headrace.fixtures.Pages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole pages through Headrace: the cases of {@code benchmarks/compare}, on a page that is generated or a real one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsPrepend = {"-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"})
@State(Scope.Thread)
public class RewriteBenchmark {
    private static final long SEED = 1;
    private static final int GENERATED_BYTES = 256 * 1024;

    /** A name in {@link Cases}. */
    @Param({
        "noop",
        "lexer",
        "nomatch-tag",
        "nomatch",
        "ahref",
        "star",
        "starattr",
        "doctext",
        "staralltext",
        "comments",
        "multi",
        "rw-body",
        "rw-ul",
        "all",
        "sel50",
        "sel500"
    })
    public String what = "";

    /** {@code generated}, or a name in {@link BenchmarkPage} if {@code headrace.data} tells the folder of the pages. */
    @Param("generated")
    public String page = "";

    /** Bytes given at a time. */
    @Param({"1024", "16384"})
    public int chunk;

    private HeadraceEngine engine = new HeadraceEngine(Cases.named("noop"), new Counts[0]);
    private byte[] bytes = {};
    private long written;

    /** Builds the rewriter and gets the page. */
    @Setup
    public void prepare() throws IOException {
        Case chosen = Cases.named(what);
        engine = new HeadraceEngine(chosen, Counts.of(chosen));
        bytes = page.equals("generated")
                ? Pages.realistic(SEED, GENERATED_BYTES)
                : BenchmarkPage.named(page).read(Path.of(System.getProperty("headrace.data", "")));
    }

    /** One page, from opening the stream to its end. */
    @Benchmark
    public long rewrite() {
        engine.rewrite(bytes, chunk, this::count);
        return written;
    }

    private void count(byte[] output, int offset, int length) {
        written += length;
    }
}
