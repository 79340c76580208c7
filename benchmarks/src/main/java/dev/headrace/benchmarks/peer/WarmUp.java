package dev.headrace.benchmarks.peer;

/**
 * Says when a JVM is warm: when its compilers have had little to do for a while. Time on the clock would not tell: on a busy
 * machine they have to wait for a core, and slow code would be measured.
 */
public final class WarmUp {
    /** A JVM gets this much CPU time at least, however little it has to do; C2 needs it. */
    public static final int LEAST_MILLIS = 3000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** How many times longer than the least it may take until the compilers are quiet. */
    private static final int MOST_TIMES = 6;

    /** Compilers are quiet while they take less than this part of the CPU time. */
    private static final double QUIET = 0.03;

    private static final long QUIET_NANOS = 1500 * NANOS_PER_MILLI;

    private final long least;
    private final long most;
    private long total;
    private long quiet;

    /** A warm-up that takes so many milliseconds of CPU time at least, and waits for quiet compilers as long as it has to. */
    public WarmUp(long leastMillis) {
        this(leastMillis, leastMillis * MOST_TIMES);
    }

    /** A warm-up that takes so many milliseconds of CPU time at least and at most. */
    public WarmUp(long leastMillis, long mostMillis) {
        least = leastMillis * NANOS_PER_MILLI;
        most = mostMillis * NANOS_PER_MILLI;
    }

    /** Takes what was measured since it was last told; pieces of a tenth of a second or more say enough. */
    public void add(long cpuNanos, long compilerNanos) {
        total += cpuNanos;
        quiet = compilerNanos < cpuNanos * QUIET ? quiet + cpuNanos : 0;
    }

    /** As {@link #add(long, long)}. */
    public void add(Measurement measurement) {
        add(measurement.cpuNanos(), measurement.compilerNanos());
    }

    /** Whether measuring may begin. */
    public boolean isOver() {
        return total >= least && (quiet >= QUIET_NANOS || gaveUp());
    }

    /** Whether the compilers did not become quiet. */
    public boolean gaveUp() {
        return quiet < QUIET_NANOS && total >= most;
    }
}
