package dev.headrace.benchmarks.peer;

import com.sun.management.ThreadMXBean;
import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.benchmarks.figures.CpuClock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Runs an engine for a while and measures it. For one thread, always the same. */
public final class Meter {
    private final CpuClock clock = new CpuClock();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long written;

    /** Rewrites a page until the time is over, at least once. */
    public Measurement run(Engine engine, byte[] page, int chunk, long millis) throws Exception {
        long limit = TimeUnit.MILLISECONDS.toNanos(millis);
        long documents = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = clock.nanos();
        long started = System.nanoTime();
        long wall;
        do {
            engine.rewrite(page, chunk, this::count);
            documents++;
            wall = System.nanoTime() - started;
        } while (wall < limit);
        cpu = clock.nanos() - cpu;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        return new Measurement(documents, documents * page.length, cpu, wall, allocated);
    }

    /** What all documents came to, so that nothing can be left out. */
    public long written() {
        return written;
    }

    private void count(byte[] bytes, int offset, int length) {
        written += length;
    }
}
