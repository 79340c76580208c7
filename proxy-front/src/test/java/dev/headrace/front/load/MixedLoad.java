package dev.headrace.front.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A front in a process of its own under all kinds of clients and origins, with a change of configuration every five seconds. Prints what
 * happened, how much memory the front had, and {@code RIGHT} at the end if nothing was wrong. Linux, and a JDK.
 *
 * <p>Arguments: a folder with {@code certs/all.pem}, {@code root.pem}, and {@code hosts}, which this JVM must have as
 * {@code jdk.net.hosts.file}; for how many seconds.
 */
final class MixedLoad {
    private static final int RELOAD_SECONDS = 5;

    @FunctionalInterface
    private interface Part {
        void play() throws InterruptedException;
    }

    private final Path folder;
    private final int seconds;
    private final Tally tally = new Tally();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private MixedLoad(Path folder, int seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        new MixedLoad(Path.of(args[0]), Integer.parseInt(args[1])).run();
    }

    private void run() throws Exception {
        Sites sites = new Sites();
        int port = freePort();
        int tlsPort = freePort();
        try (SiteOrigin origin = new SiteOrigin(sites)) {
            Sites.write(folder, port, tlsPort, origin.port());
            Path errors = folder.resolve("errors.txt");
            Process front = start(errors);
            try {
                await(errors, "serving at");
                begin(new Clients(sites, port, tlsPort, trust(), tally, over));
                watch(front, origin.port());
                over.countDown();
                for (Thread thread : threads) {
                    thread.join();
                }
                front.destroy();
                if (!front.waitFor(60, TimeUnit.SECONDS)) {
                    tally.wrong("the front did not end");
                }
            } finally {
                front.destroyForcibly();
            }
            judge(errors);
        }
    }

    private void begin(Clients clients) {
        for (int i = 0; i < 2; i++) {
            long seed = i;
            begin(() -> clients.steady(10 + seed, false, Version.HTTP_1_1));
            begin(() -> clients.steady(20 + seed, true, Version.HTTP_1_1));
            begin(() -> clients.steady(30 + seed, true, Version.HTTP_2));
            begin(() -> clients.broken(40 + seed, false, Version.HTTP_1_1));
            begin(() -> clients.broken(50 + seed, true, Version.HTTP_2));
            begin(() -> clients.slow(60 + seed));
            begin(() -> clients.rude(70 + seed));
        }
        begin(() -> clients.uploads(80, Version.HTTP_1_1));
        begin(() -> clients.uploads(81, Version.HTTP_2));
    }

    private void begin(Part part) {
        Thread thread = new Thread(
                () -> {
                    try {
                        part.play();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "part " + threads.size());
        threads.add(thread);
        thread.start();
    }

    /** Changes the shop, and looks at the front's threads and memory. */
    private void watch(Process front, int origin) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 1; System.nanoTime() < end && front.isAlive(); i++) {
            var unused = over.await(RELOAD_SECONDS, TimeUnit.SECONDS);
            Sites.changeShop(folder, origin, i);
            lookAtThreads(output("jstack", Long.toString(front.pid())));
            if (i % 6 == 0) {
                output("jcmd", Long.toString(front.pid()), "GC.run");
                tell(i * RELOAD_SECONDS, front.pid());
            }
        }
        if (!front.isAlive()) {
            tally.wrong("the front has ended with " + front.exitValue());
        }
    }

    private void lookAtThreads(String dump) {
        for (String thread : dump.split("\n\n", -1)) {
            boolean isLoop = thread.contains("SingleThreadIoEventLoop.run(");
            if (isLoop && !thread.contains("State: RUNNABLE")) {
                tally.wrong("a thread is blocked: " + thread);
            }
        }
        tally.count("looks at the threads");
    }

    private static void tell(int second, long pid) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        String resident = status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElse("");
        String heap = output("jcmd", Long.toString(pid), "GC.heap_info")
                .lines()
                .filter(line -> line.contains("used"))
                .map(String::strip)
                .reduce("", (a, b) -> a + "; " + b);
        System.out.println(second + " s: " + resident.replaceAll("\\s+", " ") + heap);
    }

    private void judge(Path errors) throws IOException {
        List<String> told = Files.readAllLines(errors);
        told.stream()
                .filter(line -> !line.startsWith("headrace: "))
                .limit(20)
                .forEach(line -> tally.wrong("the front says: " + line));
        tellFaults();
        System.out.print(tally);
        System.out.println(tally.isRight() ? "RIGHT" : "NOT RIGHT");
    }

    /** What the front has logged of origins that should have been well. */
    private void tellFaults() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("access.log"))) {
            lines.filter(line -> line.contains("\"fault\"") && !line.contains(Sites.BROKEN))
                    .limit(20)
                    .forEach(System.out::println);
        }
    }

    private Process start(Path errors) throws IOException {
        return new ProcessBuilder(
                        program("java"),
                        "-XX:+UseSerialGC",
                        "@../packaging/jvm.options",
                        "-Xmx96m",
                        "-XX:MaxDirectMemorySize=96m",
                        "-Dio.netty.leakDetection.level=paranoid",
                        "-cp",
                        classPath(),
                        dev.headrace.front.cli.Main.class.getName(),
                        "serve",
                        folder.resolve("headrace.yaml").toString())
                .redirectError(errors.toFile())
                .start();
    }

    private void await(Path errors, String text) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && !Files.readString(errors).contains(text); i++) {
            var unused = over.await(100, TimeUnit.MILLISECONDS);
        }
    }

    private SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("root.pem"))) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Without what only tests have, which would swallow Netty's complaints. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String output(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(arguments));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new ProcessBuilder(command).redirectErrorStream(true).start().getInputStream(),
                StandardCharsets.UTF_8))) {
            return lines.lines().reduce("", (a, b) -> a + b + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
