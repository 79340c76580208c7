package dev.headrace.front.server;

import dev.headrace.front.cli.Main;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code headrace serve} in a process of its own, as {@code ./headrace} starts it, on Linux and with a JDK. */
final class FrontProcess implements AutoCloseable {
    private static final long RETRY_MILLIS = 5;

    /**
     * What a process uses.
     *
     * @param heap bytes of objects that are in use
     * @param resident bytes of memory, with what is free of the heap
     */
    record Memory(long heap, long resident) {
        Memory minus(Memory other) {
            return new Memory(heap - other.heap, resident - other.resident);
        }
    }

    private final Process process;
    private final Duration start;
    private final Duration startCpu;

    private FrontProcess(Process process, Duration start) {
        this.process = process;
        this.start = start;
        this.startCpu = cpu();
    }

    /** Starts a front, and waits until somebody listens at that address. */
    static FrontProcess start(Path file, InetSocketAddress address) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        program("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!isListening(address)) {
            if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("headrace has ended with " + process.exitValue());
            }
        }
        return new FrontProcess(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static boolean isListening(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** From the start of the process until it listened. */
    Duration start() {
        return start;
    }

    /** The CPU time of all its threads until then. */
    Duration startCpu() {
        return startCpu;
    }

    /** The CPU time of all its threads until now. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** After a collection of garbage. */
    Memory memory() throws IOException, InterruptedException {
        return new Memory(heap(), resident());
    }

    private long heap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(program("jcmd"), Long.toString(process.pid()), "GC.class_histogram").start();
        String total = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        jcmd.waitFor();
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }

    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
