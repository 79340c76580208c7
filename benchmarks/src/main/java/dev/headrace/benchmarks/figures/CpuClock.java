package dev.headrace.benchmarks.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time of all threads of this process, the collector's and the compilers' included. Linux only.
 *
 * <p>The kernel adds to {@code schedstat} of a thread that runs only at its ticks. That is exact for threads that wait, which
 * are all but one here; the time of the thread that asks comes from its own clock.
 *
 * <p>A thread that ends takes with it what it used since the last look: the JVM should keep its compiler threads
 * ({@code -XX:-UseDynamicNumberOfCompilerThreads}). For one thread, always the same.
 */
public final class CpuClock {
    private static final Path TASKS = Path.of("/proc/self/task");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final String self;
    private final Map<String, Long> last = new HashMap<>();
    private long total;

    /** A clock for the thread that calls this. */
    public CpuClock() {
        try {
            self = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("CPU times are read from /proc, which Linux has", e);
        }
    }

    /** The time up to now, from no particular start. */
    public long nanos() {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String id = task.getFileName().toString();
                if (!id.equals(self)) {
                    add(id, scheduled(task));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(self, threads.getCurrentThreadCpuTime());
        return total;
    }

    private void add(String id, long nanos) {
        Long before = last.put(id, nanos);
        total += Math.max(0, nanos - (before == null ? 0 : before));
    }

    private long scheduled(Path task) throws IOException {
        try {
            String line = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // Ended since its name was read.
        }
    }
}
