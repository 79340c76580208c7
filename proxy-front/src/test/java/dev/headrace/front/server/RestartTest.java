package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A front ends while clients are busy, and another one takes its place. */
@Timeout(60)
class RestartTest {
    private static final String HOST = "Host: shop.example\r\n";
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
    private static final int CLIENTS = 20;
    private static final int LARGE = 16 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private final List<TestOrigin> origins = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        for (TestOrigin origin : origins) {
            origin.close();
        }
    }

    private Service service(int port, TestOrigin.Script script) throws Exception {
        TestOrigin origin = new TestOrigin(script);
        origins.add(origin);
        Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(folder.resolve("tenants/shop.yaml"), """
                hosts: [shop.example]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(origin.origin()));
        Files.writeString(folder.resolve("headrace.yaml"), """
                listen: [{address: '127.0.0.1:%d'}]
                reuse-port: true
                drain-timeout: 20s
                """.formatted(port));
        return new Service(folder.resolve("headrace.yaml"), message -> {});
    }

    private static TestOrigin.Script saying(String text) {
        return connection -> {
            while (connection.readHead()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
            }
        };
    }

    @Test
    void anotherProcess_takesOver_andWhoHasConnectedIsAnswered() throws Exception {
        try (Service old = service(0, saying("old"))) {
            InetSocketAddress address = old.addresses().get(0);
            try (Service next = service(address.getPort(), saying("new"))) {
                assertThat(next.addresses()).containsExactly(address);
                List<RawClient> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new RawClient(address));
                }
                // Both listen, and some of the connections may be in the old one's queue still.
                CompletableFuture<Void> drained = CompletableFuture.runAsync(old::drain, threads);
                int byOld = 0;
                for (RawClient client : clients) {
                    client.send(GET);
                }
                for (RawClient client : clients) {
                    try (client) {
                        client.readThrough("\r\n\r\n");
                        byOld += client.read(3).equals("old") ? 1 : 0;
                    }
                }
                drained.get(20, TimeUnit.SECONDS);
                assertThat(byOld).isBetween(1, CLIENTS - 1);
                try (RawClient later = new RawClient(address)) {
                    assertThat(later.send(GET).readThrough("new")).startsWith("HTTP/1.1 200 OK");
                }
            }
        }
    }

    @Test
    void busyConnection_endsBehindAnAnswerThatSaysSo() throws Exception {
        try (Service service = service(0, saying("hello"));
                RawClient client = new RawClient(service.addresses().get(0))) {
            client.send(GET).readThrough("hello");
            CompletableFuture<Void> drained = CompletableFuture.runAsync(service::drain, threads);
            String head = "";
            for (int i = 0; !head.toLowerCase(Locale.ROOT).contains("connection: close"); i++) {
                assertThat(i).isLessThan(100_000);
                head = client.send(GET).readThrough("hello");
            }
            assertThat(client.readAll()).isEmpty();
            drained.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void requestUnderWay_isAnswered_andThenItsConnectionEnds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch draining = new CountDownLatch(1);
        try (Service service = service(0, connection -> {
                    connection.readHead();
                    asked.countDown();
                    await(draining);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                });
                RawClient client = new RawClient(service.addresses().get(0))) {
            client.send(GET);
            await(asked);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(service::drain, threads);
            draining.countDown();
            assertThat(client.readAll()).endsWith("\r\n\r\nhello");
            drained.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void responseThatIsStillOnItsWay_arrivesWhole() throws Exception {
        try (Service service = service(0, saying("x".repeat(LARGE)));
                RawClient client = new RawClient(service.addresses().get(0))) {
            client.send(GET).readThrough("\r\n\r\n");
            CompletableFuture<Void> drained = CompletableFuture.runAsync(service::drain, threads);
            assertThat(client.read(LARGE / 2)).hasSize(LARGE / 2);
            assertThat(client.readAll()).hasSize(LARGE / 2);
            drained.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void clientThatHasConnectedOnly_isAnswered() throws Exception {
        try (Service service = service(0, saying("hello"));
                RawClient client = new RawClient(service.addresses().get(0))) {
            CompletableFuture<Void> drained = CompletableFuture.runAsync(service::drain, threads);
            assertThat(client.send(GET).readAll()).startsWith("HTTP/1.1 200 OK").endsWith("hello");
            drained.get(20, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
