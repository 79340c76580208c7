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
        CpuClock.Reading before = clock.read();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long started = System.nanoTime();
        long wall;
        do {
            engine.rewrite(page, chunk, this::count);
            documents++;
            wall = System.nanoTime() - started;
        } while (wall < limit);
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        CpuClock.Reading cpu = clock.read().since(before);
        return new Measurement(documents, documents * page.length, cpu.all(), cpu.compilers(), wall, allocated);
    }

    /** What all documents came to, so that nothing can be left out. */
    public long written() {
        return written;
    }

    private void count(byte[] bytes, int offset, int length) {
        written += length;
    }
}
