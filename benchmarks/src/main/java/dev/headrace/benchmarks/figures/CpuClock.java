package dev.headrace.benchmarks.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

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
    /**
     * CPU times from no particular start.
     *
     * @param compilers the part of {@code all} that the JIT compilers used
     */
    public record Reading(long all, long compilers) {
        /** What was used since an earlier reading. */
        public Reading since(Reading earlier) {
            return new Reading(all - earlier.all, compilers - earlier.compilers);
        }
    }

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path self;
    private final Map<Path, Task> tasks = new HashMap<>();
    private long all;
    private long compilers;

    /** A clock for the thread that calls this. */
    public CpuClock() {
        try {
            self = TASKS.resolve(Path.of("/proc/thread-self").toRealPath().getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException("CPU times are read from /proc, which Linux has", e);
        }
    }

    /** The times up to now. */
    public Reading read() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(TASKS)) {
            for (Path path : found) {
                if (!path.equals(self)) {
                    add(path, scheduled(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(self, threads.getCurrentThreadCpuTime());
        return new Reading(all, compilers);
    }

    private void add(Path path, long nanos) {
        Task task = tasks.computeIfAbsent(path, key -> new Task(isCompiler(key)));
        long used = Math.max(0, nanos - task.nanos);
        task.nanos = nanos;
        all += used;
        compilers += task.compiler ? used : 0;
    }

    private static boolean isCompiler(Path task) {
        try {
            return COMPILER.matcher(Files.readString(task.resolve("comm")).strip())
                    .matches();
        } catch (IOException e) {
            return false; // Ended meanwhile.
        }
    }

    private static long scheduled(Path task) {
        try {
            String line = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (IOException e) {
            return 0; // Ended meanwhile.
        }
    }

    private static final class Task {
        private final boolean compiler;
        private long nanos;

        Task(boolean compiler) {
            this.compiler = compiler;
        }
    }
}
