package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.FrontProcess.Memory;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What 10,000 tenants with 10,000 certificates cost: time to start, memory, a change under load, floods of names. It is no part of
 * the build; {@code ./mvnw --also-make --projects proxy-front -Dtest=ManyTenants test} prints it, on Linux, with a JDK.
 */
class ManyTenants {
    private static final int TENANTS = 10_000;
    private static final int CLIENTS = 8;
    private static final int CHANGES = 5;
    private static final int FLOOD = 100_000;
    private static final int FLOODERS = 4;
    private static final String PAGE = "<!DOCTYPE html><body><p><a target=_blank href=x>x</a><img src=y></p></body>";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean loading = true;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void print() throws Exception {
        InetSocketAddress plain = freePort();
        InetSocketAddress secure = freePort();
        try (PageOrigin origin = new PageOrigin(PAGE)) {
            String front = """
                    listen: [{address: "127.0.0.1:%d"}, {address: "127.0.0.1:%d", tls: true}]
                    tls: {cached-contexts: %d}
                    """.formatted(plain.getPort(), secure.getPort(), TENANTS);
            Memory nothing = memory(sites("nothing", origin, front), secure, "nothing");
            Memory certificates =
                    memory(sites("certificates", origin, front).certificates(TENANTS), secure, "certificates");
            ManySites all = sites("all", origin, front).certificates(TENANTS).tenants(TENANTS);
            try (FrontProcess process = FrontProcess.start(all.file(), secure)) {
                tellStart("tenants and certificates", process);
                Memory start = process.memory();
                tellEach("a certificate", certificates.minus(nothing));
                tellEach("a tenant", start.minus(certificates));
                SSLContext client = trustingAnybody();
                for (int i = 0; i < TENANTS; i++) {
                    handshake(client, secure, ManySites.host(i));
                }
                tellEach(
                        "a certificate's context, when it is used",
                        process.memory().minus(start));
                changeUnderLoad(all, plain);
                flood("names in TLS", process, (from, to) -> NameFlood.greetings(secure, from, to));
                flood("hosts", process, (from, to) -> NameFlood.requests(plain, from, to));
            }
        }
        assertThat(failed).hasValue(0);
    }

    private ManySites sites(String name, PageOrigin origin, String front) throws IOException {
        return new ManySites(folder.resolve(name), origin.url()).front(front);
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static Memory memory(ManySites sites, InetSocketAddress address, String what) throws Exception {
        try (FrontProcess process = FrontProcess.start(sites.file(), address)) {
            tellStart(what, process);
            return process.memory();
        }
    }

    private static void tellStart(String what, FrontProcess process) throws IOException {
        System.out.printf(
                "start with %s: %.2f s, %.2f s of CPU time; %d processors, load average %s%n",
                what,
                process.start().toMillis() / 1e3,
                process.startCpu().toMillis() / 1e3,
                Runtime.getRuntime().availableProcessors(),
                loadAverage());
    }

    /** How many threads have wanted a processor during the last minute. */
    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static void tellEach(String what, Memory all) {
        System.out.printf(
                "memory of %s: %.1f KB of heap, %.1f KB resident%n",
                what, all.heap() / 1e3 / TENANTS, all.resident() / 1e3 / TENANTS);
    }

    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        return context;
    }

    private static void handshake(SSLContext context, InetSocketAddress address, String name) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        try (SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, name, address.getPort(), true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            tls.setSSLParameters(parameters);
            tls.startHandshake();
        }
    }

    /** Clients ask for all tenants, and one for the tenant that changes. */
    private void changeUnderLoad(ManySites sites, InetSocketAddress address) throws Exception {
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int seed = i;
            clients.add(threads.submit(() -> load(address, new Random(seed))));
        }
        awaitAnswers(30_000);
        long begin = System.nanoTime();
        long before = answered.get();
        for (int i = 0; i < CHANGES; i++) {
            String text = "change " + i;
            long written = System.nanoTime();
            sites.tenant(0, text);
            await(address, text);
            System.out.printf("a change under load: in force after %.0f ms%n", millisSince(written));
            awaitAnswers(10_000);
        }
        System.out.printf(
                "meanwhile: %.0f requests/s, %d failed of %d%n",
                (answered.get() - before) / millisSince(begin) * 1e3, failed.get(), answered.get());
        loading = false;
        for (Future<?> client : clients) {
            client.get();
        }
    }

    private boolean load(InetSocketAddress address, Random random) throws IOException {
        try (PlainClient client = new PlainClient(address)) {
            while (loading) {
                int tenant = 1 + random.nextInt(TENANTS - 1);
                count(client.get(ManySites.host(tenant)), ManySites.ownText(tenant));
            }
        } catch (IOException | RuntimeException e) {
            failed.incrementAndGet();
            throw e;
        }
        return true;
    }

    private void await(InetSocketAddress address, String text) throws IOException {
        try (PlainClient client = new PlainClient(address)) {
            PlainClient.Answer answer = client.get(ManySites.host(0));
            while (!answer.content().contains(text)) {
                count(answer, "");
                assertThat(failed).hasValue(0);
                answer = client.get(ManySites.host(0));
            }
        }
    }

    private void count(PlainClient.Answer answer, String text) {
        boolean isRight = answer.status() == 200 && answer.content().endsWith(text + "</body>");
        (isRight ? answered : failed).incrementAndGet();
    }

    private void awaitAnswers(long more) throws InterruptedException {
        long until = answered.get() + more;
        while (answered.get() < until && failed.get() == 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    /** Asks for the names between two numbers; gives back how many were refused. */
    @FunctionalInterface
    private interface Asking {
        int ask(int from, int to) throws Exception;
    }

    private void flood(String what, FrontProcess process, Asking asking) throws Exception {
        Memory before = process.memory();
        Duration cpu = process.cpu();
        long begin = System.nanoTime();
        int share = FLOOD / FLOODERS;
        List<Callable<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < FLOODERS; i++) {
            int from = i * share;
            parts.add(() -> asking.ask(from, from + share));
        }
        int refused = 0;
        for (Future<Integer> part : threads.invokeAll(parts)) {
            refused += part.get();
        }
        double seconds = millisSince(begin) / 1e3;
        double each = process.cpu().minus(cpu).toNanos() / 1e3 / FLOOD;
        Memory grown = process.memory().minus(before);
        System.out.printf(
                "%d unknown %s: %d refused in %.1f s, %.0f µs of CPU time each; memory afterwards: %+.2f MB of heap, %+.1f MB resident%n",
                FLOOD, what, refused, seconds, each, grown.heap() / 1e6, grown.resident() / 1e6);
        assertThat(refused).isEqualTo(FLOOD);
    }
}
