package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see, over real connections. */
@Timeout(60)
class AdminTest {
    private static final String SECRET = "a-token-that-nobody-guesses";
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private TestOrigin origin;

    @BeforeEach
    void prepare() throws IOException {
        origin = new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }
        });
        Files.createDirectories(folder.resolve("tenants"));
        tenant("");
    }

    @AfterEach
    void stop() throws IOException {
        origin.close();
    }

    private void tenant(String more) throws IOException {
        Files.writeString(folder.resolve("tenants/shop.yaml"), """
                hosts: [shop.example]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(origin.origin()) + more);
    }

    private Service service(String more) throws Exception {
        Files.writeString(
                folder.resolve("headrace.yaml"),
                "listen: [{address: '127.0.0.1:0'}]\nadmin:\n  address: ':0'\n" + more);
        return new Service(folder.resolve("headrace.yaml"), "1.2.3", messages::add);
    }

    private static URI uri(Service service, String path) {
        InetSocketAddress address = Objects.requireNonNull(service.adminAddress());
        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    private HttpResponse<String> get(Service service, String path, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(service, path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void metrics_tellWhatHappened() throws Exception {
        try (Service service = service("");
                RawClient raw = new RawClient(service.addresses().get(0))) {
            String answer = raw.send(GET).readThrough("hello");
            raw.send(GET).readThrough("hello");
            String refused = raw.send(GET.replace("shop", "other")).readThrough("404 Not Found\n");
            HttpResponse<String> got = get(service, "/metrics");
            assertThat(got.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(got.body().lines())
                    .contains(
                            "headrace_requests_total{status=\"2xx\",tenant=\"shop\"} 2.0",
                            "headrace_requests_total{status=\"4xx\",tenant=\"-\"} 1.0",
                            "headrace_tenant_bytes_total{direction=\"in\",tenant=\"shop\"} " + 2.0 * GET.length(),
                            "headrace_tenant_bytes_total{direction=\"out\",tenant=\"shop\"} " + 2.0 * answer.length(),
                            "headrace_tenant_bytes_total{direction=\"out\",tenant=\"-\"} " + 1.0 * refused.length(),
                            "headrace_requests_in_flight 0.0",
                            "headrace_client_connections_open 1.0",
                            "headrace_origin_connections_total{state=\"new\"} 1.0",
                            "headrace_origin_connections_total{state=\"reused\"} 1.0",
                            "headrace_refusals_total{reason=\"unknown_host\"} 1.0",
                            "headrace_refusals_total{reason=\"malformed_request\"} 0.0",
                            "headrace_origin_faults_total{fault=\"cut_off\"} 0.0",
                            "headrace_rewrites_total{outcome=\"passed\",reason=\"no_rewriting\"} 3.0",
                            "headrace_tls_handshakes_total{outcome=\"ok\"} 0.0",
                            "headrace_reloads_total{outcome=\"ok\"} 0.0",
                            "headrace_request_duration_seconds_count 3")
                    .anyMatch(line -> line.startsWith("headrace_build_info{") && line.contains("version=\"1.2.3\""))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"}"))
                    .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count"))
                    .anyMatch(line -> line.startsWith("process_open_fds "))
                    .anyMatch(line -> line.startsWith("headrace_buffers_direct_bytes "));
        }
    }

    @Test
    void metrics_haveNoLabelThatAClientChose() throws Exception {
        try (Service service = service("");
                RawClient raw = new RawClient(service.addresses().get(0))) {
            raw.send("GET / HTTP/1.1\r\nHost: <chosen>\r\n\r\n").readAll();
            assertThat(get(service, "/metrics").body())
                    .doesNotContain("chosen")
                    .contains("headrace_refusals_total{reason=\"malformed_request\"} 1.0");
        }
    }

    @Test
    void health_andReadiness() throws Exception {
        try (Service service = service("drain-timeout: 0s\n")) {
            assertThat(get(service, "/health").statusCode()).isEqualTo(200);
            assertThat(get(service, "/ready").statusCode()).isEqualTo(200);
            service.drain();
            assertThat(get(service, "/health").statusCode()).isEqualTo(200);
            assertThat(get(service, "/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void config_hasDefaults_andNoSecret() throws Exception {
        Files.writeString(folder.resolve("token"), SECRET + "\n");
        try (Service service = service("  token: {file: token}\n")) {
            String[] authorized = {"Authorization", "Bearer " + SECRET};
            assertThat(get(service, "/config").statusCode()).isEqualTo(401);
            assertThat(get(service, "/metrics", "Authorization", "Bearer x").statusCode())
                    .isEqualTo(401);
            assertThat(get(service, "/ready").statusCode()).isEqualTo(200);
            assertThat(get(service, "/config", authorized).body())
                    .contains("\"drain-timeout\" : \"30s\"", "\"max-head\" : \"32K\"", "\"provider\" : \"auto\"")
                    .contains("\"shop\"", folder.resolve("token").toString())
                    .doesNotContain(SECRET);
            assertThat(get(service, "/config/shop", authorized).body())
                    .contains("\"hosts\" : [ \"shop.example\" ]", "\"max-requests\" : 1000", "\"rewrite\" : false");
            assertThat(get(service, "/config/nobody", authorized).statusCode()).isEqualTo(404);
        }
        assertThat(messages).noneMatch(message -> message.contains(SECRET));
    }

    @Test
    void secretThatIsNotThere_isTold() {
        assertThatThrownBy(() -> service("  token: {env: HEADRACE_NO_SUCH_VARIABLE}\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("the admin token should be in the variable HEADRACE_NO_SUCH_VARIABLE,"
                        + " and there is nothing in it");
        assertThatThrownBy(() -> service("  token: {file: none}\n")).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> service("  token: {file: none, env: NONE}\n"))
                .hasMessageContaining("token should have file or env, one of them");
    }

    @Test
    void status_hasTheProblemsOfTheLastReload() throws Exception {
        try (Service service = service("")) {
            assertThat(get(service, "/status").body()).contains("\"version\" : \"1.2.3\"", "\"problems\" : [ ]");
            tenant("state: of\n");
            service.reload();
            assertThat(get(service, "/status").body()).contains("shop.yaml:3:8", "\"tenants\" : 1");
            assertThat(get(service, "/metrics").body()).contains("headrace_reloads_total{outcome=\"failed\"} 1.0");
            tenant("");
            service.reload();
            assertThat(get(service, "/status").body()).contains("\"problems\" : [ ]");
        }
    }

    @Test
    void onlyReading_isAnswered() throws Exception {
        try (Service service = service("")) {
            HttpRequest post = HttpRequest.newBuilder(uri(service, "/status"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
            HttpRequest head = HttpRequest.newBuilder(uri(service, "/health"))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(head, BodyHandlers.ofString()).body()).isEmpty();
            try (RawClient raw = new RawClient(Objects.requireNonNull(service.adminAddress()))) {
                assertThat(raw.send("no request\r\n\r\n").readAll()).startsWith("HTTP/1.1 400 ");
            }
        }
    }
}
