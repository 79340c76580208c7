package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.RawClient;
import dev.headrace.front.server.TestOrigin;
import dev.headrace.front.tls.Pki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees when things break, as docs/front.md has it. */
@Tag("nginx")
@Tag("curl")
@Timeout(90)
class FaultsTest {
    private static final int REQUESTS = 2000;
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Site site;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        site = new Site(temporary.resolve("front"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    // ---- An origin dies

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2"})
    void originIsKilled_inTheMiddleOfAResponse(Protocol protocol) throws Exception {
        Nginx nginx = Nginx.start(folder.resolve("origin"));
        Files.write(folder.resolve("origin/pages/large.bin"), new byte[10_000_000]);
        Path got = folder.resolve("got");
        site.tenant("a", nginx.plain(0), "").start();
        CompletableFuture<Curl> download = CompletableFuture.supplyAsync(() -> {
            try {
                return site.curl(protocol, "a", "/slow/large.bin", "--output", got.toString());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!Files.exists(got) || Files.size(got) == 0) {
            assertThat(download).isNotDone();
            Thread.onSpinWait();
        }
        nginx.kill();
        Curl broken = download.get(30, TimeUnit.SECONDS);
        assertThat(broken.status()).isEqualTo(200);
        if (protocol.isHttp2()) {
            assertThat(broken.exit()).isEqualTo(Curl.STREAM_RESET);
        } else {
            assertThat(broken.exit()).isIn(Curl.CUT_OFF);
        }
        site.curl(protocol, "a", "/").is(502);
        assertThat(site.log()).contains("\"fault\":\"cut_off\"", "\"complete\":false", "\"fault\":\"no_connection\"");
    }

    /** A request that may be sent twice goes to the other origin; what the dead one had begun is broken off or 502. */
    @Test
    @Tag("h2load")
    void originIsKilled_underLoad_andTheOtherTakesOver() throws Exception {
        try (Nginx one = Nginx.start(folder.resolve("one"));
                Nginx two = Nginx.start(folder.resolve("two"))) {
            for (String name : List.of("one", "two")) {
                Files.writeString(folder.resolve(name + "/pages/page.html"), "<!DOCTYPE html>" + "x".repeat(2000));
            }
            site.upstream(
                            "a",
                            "\"" + one.plain(0) + "\", \"" + two.plain(0) + "\"",
                            "health: {passive: {max-fails: 1, fail-timeout: 1h}}")
                    .start();
            CompletableFuture<Finished> load =
                    CompletableFuture.supplyAsync(() -> h2load(site, REQUESTS, "/page.html"));
            one.nextRequest("/page.html");
            one.kill();
            Finished finished = load.get(60, TimeUnit.SECONDS);
            int failed = count(finished, "failed");
            // Those that were under way on the dead one's connections; afterwards, none.
            assertThat(failed).as(finished.out()).isLessThanOrEqualTo(200);
            assertThat(count(finished, "succeeded")).isEqualTo(REQUESTS - failed);
            assertThat(count(h2load(site, 500, "/page.html"), "succeeded")).isEqualTo(500);
        }
    }

    @Test
    @Tag("h2load")
    void reloadsUnderLoad_failNoRequest() throws Exception {
        try (Nginx nginx = Nginx.start(folder.resolve("origin"))) {
            Files.writeString(folder.resolve("origin/pages/page.html"), "<!DOCTYPE html>" + "x".repeat(2000));
            site.tenant("a", nginx.plain(0), "").start();
            CompletableFuture<Finished> load =
                    CompletableFuture.supplyAsync(() -> h2load(site, REQUESTS, "/page.html"));
            int reloads = 0;
            while (!load.isDone() || reloads < 10) {
                // Another file each time, and a bad one every other time.
                site.tenant(
                        "a",
                        nginx.plain(reloads % 3),
                        reloads % 2 == 0 ? "limits: {max-body: " + (reloads + 1) + "K}\n" : "nonsense: 1\n");
                Pki.write(site.folder.resolve("certs/other.pem"), Pki.ecdsa("other" + reloads + ".test"));
                site.service().reload();
                reloads++;
            }
            Finished finished = load.join();
            assertThat(count(finished, "succeeded")).as(finished.out()).isEqualTo(REQUESTS);
            assertThat(finished.out()).contains(" " + REQUESTS + " 2xx, 0 3xx, 0 4xx, 0 5xx");
            assertThat(site.messages)
                    .allMatch(message -> message.contains("nonsense"))
                    .hasSizeGreaterThanOrEqualTo(5);
        }
    }

    private static Finished h2load(Site site, int requests, String path) {
        try {
            return Finished.run(List.of(
                    "/usr/bin/h2load",
                    "--requests=" + requests,
                    "--clients=10",
                    "--max-concurrent-streams=10",
                    "--connect-to=127.0.0.1:" + site.address(1).getPort(),
                    "https://a.shop.test" + path));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From a line such as {@code requests: 10 total, 10 started, 10 done, 9 succeeded, 1 failed, 1 errored, 0 timeout}. */
    private static int count(Finished finished, String what) {
        for (String part : finished.out()
                .lines()
                .filter(line -> line.startsWith("requests:"))
                .findFirst()
                .orElse("")
                .split(",", -1)) {
            if (part.endsWith(" " + what)) {
                return Integer.parseInt(part.strip().split(" ", -1)[0]);
            }
        }
        throw new AssertionError(finished.out() + finished.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le", "no HTTP\r\n\r\n"})
    void originEndsInFrontOfAResponse_is502(String before) throws Exception {
        try (TestOrigin ending = new TestOrigin(connection -> {
            connection.readHead();
            connection.send(before);
            connection.endOutput();
            connection.read();
        })) {
            site.tenant("a", ending.origin().toString(), "").start();
            site.curl(Protocol.HTTP_1_1, "a", "/").is(502);
            site.curl(Protocol.H2, "a", "/").is(502);
        }
    }

    @Test
    void originThatHasSaidAll_isHeard() throws Exception {
        try (TestOrigin half = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\n\r\nhello");
            connection.endOutput();
            connection.read();
        })) {
            site.tenant("a", half.origin().toString(), "").start();
            for (Protocol protocol : Protocol.values()) {
                assertThat(site.curl(protocol, "a", "/").is(200).body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void clientThatLeaves_freesTheOrigin() throws Exception {
        CompletableFuture<Boolean> freed = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        try (TestOrigin endless = new TestOrigin(connection -> {
            connection.readHead();
            asked.complete(true);
            connection.send("HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (true) {
                    connection.send("x".repeat(1000));
                }
            } finally {
                freed.complete(true);
            }
        })) {
            site.tenant("a", endless.origin().toString(), "").start();
            try (RawClient client = new RawClient(site.address(0))) {
                client.send("GET / HTTP/1.1\r\nHost: a.shop.test\r\n\r\n");
                asked.get(20, TimeUnit.SECONDS);
            }
            assertThat(freed.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    // ---- Disks and certificates

    @Test
    void logsDiskIsFull_requestsGoOn() throws Exception {
        try (TestOrigin origin = new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send(HELLO);
            }
        })) {
            site.write("headrace.yaml", Site.LISTEN.replace("access.log", "/dev/full"));
            site.tenant("a", origin.origin().toString(), "").start();
            for (int i = 0; i < 5; i++) {
                site.curl(Protocol.HTTP_1_1, "a", "/").is(200);
            }
            site.close();
            assertThat(site.messages).singleElement().asString().contains("/dev/full: lines are lost: ");
        }
    }

    @Test
    void certificateHasExpired_clientsSeeIt_andTheOperatorIsTold() throws Exception {
        try (TestOrigin origin = new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send(HELLO);
            }
        })) {
            Instant now = Instant.now();
            Pki.write(
                    site.folder.resolve("certs/old.pem"),
                    Pki.issue(Pki.host("old.test")
                            .notBefore(now.minus(90, ChronoUnit.DAYS))
                            .notAfter(now.minus(1, ChronoUnit.DAYS))));
            site.tenant("a", origin.origin().toString(), "aliases: [old.test]\n")
                    .start();
            Curl refused = site.fetch(Protocol.H2, "https://old.test/");
            assertThat(refused.exit()).isEqualTo(60);
            assertThat(refused.errors()).contains("certificate has expired");
            site.fetch(Protocol.H2, "--insecure", "https://old.test/").is(301);
            site.curl(Protocol.H2, "a", "/").is(200);
            assertThat(site.messages).singleElement().asString().contains("old.pem", "expired");
        }
    }

    @Test
    @Tag("openssl")
    void originsCertificateHasExpired_is502() throws Exception {
        Instant now = Instant.now();
        Path pem = Pki.write(
                folder.resolve("old.pem"),
                Pki.issue(Pki.host("origin.test")
                        .notBefore(now.minus(90, ChronoUnit.DAYS))
                        .notAfter(now.minus(1, ChronoUnit.DAYS))));
        int port = freePort();
        Process server = new ProcessBuilder(
                        "timeout",
                        "60",
                        "/usr/bin/openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-cert",
                        pem.toString(),
                        "-cert_chain",
                        pem.toString(),
                        "-key",
                        pem.toString(),
                        "-www")
                .redirectErrorStream(true)
                .start();
        try {
            awaitPort(server, port);
            String tls = "tls: {certificate-authorities: ../root.crt, server-name: origin.test}";
            site.upstream("a", "\"https://127.0.0.1:" + port + "\"", tls).start();
            site.curl(Protocol.H2, "a", "/").is(502);
            assertThat(site.log()).contains("\"fault\":\"tls_failed\"");
        } finally {
            server.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process server, int port) {
        while (server.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                // Nobody listens yet.
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("openssl has ended");
    }
}
