package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From YAML to the wire, and back. */
@Timeout(60)
class ServiceTest {
    private static final String PAGE = "<!DOCTYPE html><title>shop</title><a href=x>x</a>";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private TestOrigin origin;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private HttpClient client;

    @BeforeEach
    void prepare() throws Exception {
        origin = new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                        + PAGE.length() + "\r\n\r\n" + PAGE);
            }
        });
        Files.createDirectories(folder.resolve("certs"));
        Files.createDirectories(folder.resolve("tenants"));
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Files.writeString(
                folder.resolve("certs/localhost.pem"), bundle.getCertificatePathPEM() + bundle.getPrivateKeyPEM());
        client = HttpClient.newBuilder().sslContext(trusting(bundle)).build();
        write("headrace.yaml", """
                listen:
                  - address: "127.0.0.1:0"
                  - address: "127.0.0.1:0"
                    tls: true
                access-log:
                  file: access.log
                """);
    }

    @AfterEach
    void stop() throws IOException {
        origin.close();
    }

    private static SSLContext trusting(X509Bundle bundle) throws Exception {
        TrustManagerFactory factory = bundle.toTrustManagerFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void tenant(String more) throws IOException {
        write("tenants/shop.yaml", """
                hosts: [localhost]
                upstreams:
                  main:
                    servers: ["%s"]
                """.formatted(origin.origin()) + more);
    }

    private Service service() throws Exception {
        return new Service(folder.resolve("headrace.yaml"), messages::add);
    }

    private HttpResponse<String> get(Service service, boolean secure, Version version, String... fields)
            throws IOException, InterruptedException {
        InetSocketAddress address = service.addresses().get(secure ? 1 : 0);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((secure ? "https" : "http") + "://localhost:" + address.getPort() + "/page?q"))
                .version(version);
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void document_isRewritten_overTls(Version version) throws Exception {
        tenant("""
                rewrite:
                  rules:
                    - on: a[href]
                      set-attributes: {rel: nofollow}
                """);
        try (Service service = service()) {
            HttpResponse<String> got = get(service, true, version);
            assertThat(got.version()).isEqualTo(version);
            assertThat(got.body()).contains("<a href=x rel=\"nofollow\">x</a>");
            assertThat(origin.received())
                    .containsIgnoringCase("x-forwarded-proto: https")
                    .contains("GET /page?q HTTP/1.1\r\n");
        }
        assertThat(messages).isEmpty();
        String logged = Files.readString(folder.resolve("access.log"));
        assertThat(logged).contains("\"tenant\":\"shop\"", "\"status\":200", "\"complete\":true");
        assertThat(logged.replaceAll("(?s).*\"bytes-out\":(\\d+).*", "$1"))
                .satisfies(bytes -> assertThat(Integer.parseInt(bytes)).isBetween(PAGE.length(), 1000));
        assertThat(logged).doesNotContain("\"bytes-in\":0,");
    }

    @Test
    void reload_changesTenants_andABadFileChangesNothing() throws Exception {
        tenant("");
        try (Service service = service()) {
            assertThat(get(service, false, Version.HTTP_1_1).body()).isEqualTo(PAGE);
            tenant("rewrite: {rules: [{on: title, remove: true}]}\n");
            service.reload();
            assertThat(get(service, false, Version.HTTP_1_1).body()).doesNotContain("<title>");
            tenant("rewrite: {rules: [{on: 'title[', remove: true}]}\n");
            service.reload();
            assertThat(get(service, false, Version.HTTP_1_1).body()).doesNotContain("<title>");
            assertThat(messages).singleElement().asString().contains("shop.yaml:5:");
        }
    }

    @Test
    void rewriting_isSwitchedOffForAll_withoutARestart_whichOtherSettingsNeed() throws Exception {
        tenant("rewrite: {rules: [{on: title, remove: true}]}\n");
        try (Service service = service()) {
            assertThat(get(service, false, Version.HTTP_1_1).body()).doesNotContain("<title>");
            write("headrace.yaml", """
                    listen:
                      - address: "127.0.0.1:0"
                      - address: "127.0.0.1:0"
                        tls: true
                    access-log:
                      file: access.log
                    rewriting: false
                    clients: {idle-timeout: 5s}
                    """);
            service.reload();
            assertThat(get(service, false, Version.HTTP_1_1).body()).isEqualTo(PAGE);
            assertThat(messages).containsExactly("changes of these settings count at the next start: clients");
        }
    }

    @Test
    void fileOfRules_isWatched_whereverItIs() throws Exception {
        write("rules.yaml", "rules: [{on: a, remove: true}]\n");
        tenant("rewrite: {file: ../rules.yaml}\n");
        try (Service service = service()) {
            Watch.of(service);
            assertThat(get(service, false, Version.HTTP_1_1).body())
                    .contains("<title>")
                    .doesNotContain("<a");
            write("rules.yaml", "rules: [{on: title, remove: true}]\n");
            while (get(service, false, Version.HTTP_1_1).body().contains("<title>")) {
                // The watch waits until nothing has changed for a while.
            }
            assertThat(get(service, false, Version.HTTP_1_1).body()).contains("<a");
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void fileOfAuthoritiesThatIsNone_isTold_andChangesNothing() throws Exception {
        tenant("");
        try (Service service = service()) {
            write("bad.pem", "nonsense");
            write("tenants/shop.yaml", """
                    hosts: [localhost]
                    upstreams: {main: {servers: ["https://127.0.0.1:1"], tls: {certificate-authorities: ../bad.pem}}}
                    """);
            service.reload();
            assertThat(messages).singleElement().asString().contains("bad.pem should have certificates in PEM");
            assertThat(get(service, false, Version.HTTP_1_1).body()).isEqualTo(PAGE);
        }
    }

    @Test
    void settings_ofATenant_reachTheWire() throws Exception {
        tenant("""
                https: {redirect: true, hsts: {max-age: 365d, include-subdomains: true}}
                """);
        try (Service service = service()) {
            HttpResponse<String> redirected = get(service, false, Version.HTTP_1_1);
            assertThat(redirected.statusCode()).isEqualTo(301);
            assertThat(redirected.headers().firstValue("location")).contains("https://localhost/page?q");
            assertThat(get(service, true, Version.HTTP_2).headers().firstValue("strict-transport-security"))
                    .contains("max-age=31536000; includeSubDomains");
        }
    }

    @Test
    void maintenance_showsItsPage() throws Exception {
        write("tenants/soon.html", "<p>soon");
        tenant("""
                state: maintenance
                pages: {maintenance: soon.html}
                """);
        try (Service service = service()) {
            HttpResponse<String> got = get(service, true, Version.HTTP_2);
            assertThat(got.statusCode()).isEqualTo(503);
            assertThat(got.body()).isEqualTo("<p>soon");
            assertThat(got.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void access_isByAddress_andTheRateIsKept() throws Exception {
        tenant("""
                limits: {rate: 1/h, burst: 2}
                """);
        try (Service service = service()) {
            assertThat(get(service, true, Version.HTTP_2).statusCode()).isEqualTo(200);
            assertThat(get(service, true, Version.HTTP_1_1).statusCode()).isEqualTo(200);
            assertThat(get(service, false, Version.HTTP_1_1).statusCode()).isEqualTo(429);
            tenant("""
                    access: {deny: [127.0.0.0/8, "::1/128"]}
                    """);
            service.reload();
            assertThat(get(service, true, Version.HTTP_2).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void serverThatFailsItsChecks_getsNoRequests() throws Exception {
        CountDownLatch down = new CountDownLatch(1);
        AtomicBoolean asked = new AtomicBoolean();
        TestOrigin bad = new TestOrigin(connection -> {
            while (connection.readHead()) {
                if (connection.received().startsWith("GET /health ")) {
                    connection.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                    down.countDown();
                } else {
                    asked.set(true);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad");
                }
            }
        });
        try (bad) {
            // The origin of all other tests answers 200 to whatever it is asked.
            write("tenants/shop.yaml", """
                    hosts: [localhost]
                    upstreams:
                      main:
                        servers: ["%s", "%s"]
                        health: {active: {path: /health, interval: 100ms, unhealthy-after: 1}}
                    """.formatted(origin.origin(), bad.origin()));
            try (Service service = service()) {
                down.await();
                // What was asked of it until then was in order.
                int inARow = 0;
                while (inARow < 10) {
                    boolean isGood =
                            get(service, false, Version.HTTP_1_1).body().equals(PAGE);
                    inARow = isGood ? inARow + 1 : 0;
                }
                asked.set(false);
                for (int i = 0; i < 10; i++) {
                    assertThat(get(service, false, Version.HTTP_1_1).body()).isEqualTo(PAGE);
                }
                assertThat(asked).isFalse();
                assertThat(bad.received()).containsIgnoringCase("host: localhost\r\n");
            }
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void drain_answersWhatIsUnderWay() throws Exception {
        tenant("");
        try (Service service = service()) {
            InetSocketAddress address = service.addresses().get(0);
            get(service, true, Version.HTTP_2);
            try (RawClient raw = new RawClient(address)) {
                raw.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").readThrough(PAGE);
                service.drain();
                assertThat(raw.readAll()).isEmpty();
            }
        }
    }

    @Test
    @Tag("curl")
    void drain_tellsHttp2_andWaitsForItsStreams() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (TestOrigin slow = new TestOrigin(connection -> {
            connection.readHead();
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        })) {
            write("tenants/shop.yaml", "hosts: [localhost]\nupstreams: {main: {servers: ['" + slow.origin() + "']}}\n");
            try (Service service = service()) {
                Process curl = new ProcessBuilder(
                                "curl",
                                "--silent",
                                "--http2",
                                "--insecure",
                                "--write-out",
                                " by HTTP/%{http_version}",
                                "https://localhost:"
                                        + service.addresses().get(1).getPort())
                        .start();
                asked.await();
                CompletableFuture<Void> drained = CompletableFuture.runAsync(service::drain);
                assertThat(drained).isNotDone();
                answer.countDown();
                assertThat(new String(curl.getInputStream().readAllBytes(), UTF_8))
                        .isEqualTo("hello by HTTP/2");
                drained.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(Files.readString(folder.resolve("access.log"))).contains("\"complete\":true");
    }

    @Test
    void portInUse_isTold() throws Exception {
        tenant("");
        try (Service service = service()) {
            write(
                    "headrace.yaml",
                    "listen: [{address: \"127.0.0.1:"
                            + service.addresses().get(0).getPort() + "\"}]\n");
            assertThatThrownBy(this::service).isInstanceOf(IOException.class).hasMessageContaining("cannot listen on");
        }
    }
}
