package dev.headrace.benchmarks.jmh;

import dev.headrace.rewriter.tokenizer.ByteScan;
import dev.headrace.rewriter.tokenizer.ByteScans;
import java.util.Arrays;
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

/** The scan of bytes for markup alone: 16 KB of them, by how many stand between two {@code <}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ScanBenchmark {
    private static final int BYTES = 16 * 1024;

    /** The name of a way to scan; {@code vector} needs JDK 25 and its module. */
    @Param({"swar"})
    public String scan = "";

    /** Bytes for each {@code <}. */
    @Param({"16", "64", "1024"})
    public int spacing;

    private ByteScan chosen = ByteScans.named(null);
    private final byte[] bytes = new byte[BYTES];
    private final int[] positions = new int[BYTES + ByteScan.SLACK];

    /** Fills the bytes. */
    @Setup
    public void prepare() {
        chosen = ByteScans.named(scan);
        Arrays.fill(bytes, (byte) 'a');
        for (int i = spacing - 1; i < BYTES; i += spacing) {
            bytes[i] = '<';
        }
    }

    /** All positions, noted at once. */
    @Benchmark
    public int positions() {
        return chosen.positions(bytes, 0, BYTES, positions);
    }

    /** All positions, searched one at a time. */
    @Benchmark
    public int search() {
        int count = 0;
        for (int at = 0; at < BYTES; at++) {
            at = chosen.indexOf(bytes, at, BYTES, (byte) '<');
            count++;
        }
        return count;
    }
}
