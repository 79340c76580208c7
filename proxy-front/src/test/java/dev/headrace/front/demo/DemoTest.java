package dev.headrace.front.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the demo does for its page, and who may not have it done. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final String TITLE_AWAY = "rules: [{on: title, remove: true}]\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // Given before all tests.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Made before all tests.
    private Demo demo;

    @SuppressWarnings("NullAway.Init") // Known before all tests.
    private URI page;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("kept");
        demo = new Demo(new Demo.Options(0, 0, folder), messages::add);
        page = demo.introduction().stream()
                .filter(line -> line.startsWith("  http:"))
                .map(line -> URI.create(line.strip().split(" ", -1)[0]))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    void end() throws IOException {
        demo.close();
        assertThat(folder.resolve("headrace.yaml")).as("what is to be kept").exists();
    }

    @BeforeEach
    void restore() throws Exception {
        for (String tenant : List.of("shop", "blog")) {
            put(tenant, Resources.text("configuration/tenants/rules/" + tenant + ".yaml"), "Origin", origin());
        }
        messages.clear();
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString(UTF_8))
                .body();
    }

    private HttpResponse<String> put(String tenant, String rules, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(PageSite.RULES + tenant))
                .PUT(BodyPublishers.ofString(rules, UTF_8));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    private String origin() {
        return "http://" + page.getAuthority();
    }

    @Test
    void rules_areChangedByThePage() throws Exception {
        HttpResponse<String> answer = put("shop", TITLE_AWAY, "Origin", origin());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"mistakes\":[]}");
        assertThat(get("/view/shop")).doesNotContain("<title>").doesNotContain("nofollow");
        assertThat(get("/view/blog")).contains("<title>");
        assertThat(folder.resolve("tenants/rules/shop.yaml")).hasContent(TITLE_AWAY);
        assertThat(messages).isEmpty();
    }

    @Test
    void mistakes_areAnswered_andToldToTheOperatorOnce() throws Exception {
        HttpResponse<String> answer = put("blog", "rules:\n  - on: p:hover\n    remove: true\n", "Origin", origin());

        assertThat(answer.body())
                .startsWith("{\"mistakes\":[{\"line\":2,\"column\":9,\"message\":\"")
                .contains(":hover");
        assertThat(get("/view/blog")).contains("Leat Mill");
        assertThat(messages)
                .singleElement()
                .asString()
                .startsWith(folder.resolve("tenants/rules/blog.yaml") + ":2:9: ");
    }

    @Test
    void othersThanThePage_changeNothing() throws Exception {
        List<HttpResponse<String>> refused = new CopyOnWriteArrayList<>();
        refused.add(put("shop", TITLE_AWAY));
        refused.add(put("shop", TITLE_AWAY, "Origin", "null"));
        refused.add(put("shop", TITLE_AWAY, "Origin", "http://localhost"));
        refused.add(put("shop", TITLE_AWAY, "Origin", "http://shop." + page.getAuthority()));
        refused.add(put("shop", TITLE_AWAY, "Origin", "https://example.org"));

        assertThat(refused).extracting(HttpResponse::statusCode).containsOnly(403);
        assertThat(put("plain", TITLE_AWAY, "Origin", origin()).statusCode()).isEqualTo(404);
        assertThat(put("../plain", TITLE_AWAY, "Origin", origin()).statusCode()).isEqualTo(404);
        assertThat(put("shop", "#".repeat(PageSite.MOST_RULES_BYTES + 1), "Origin", origin())
                        .statusCode())
                .isEqualTo(413);
        assertThat(put("shop", "#".repeat(1_000_000), "Origin", origin()).statusCode())
                .isEqualTo(413);
        assertThat(get("/view/shop")).contains("<title>", "nofollow");
    }

    @Test
    void page_isForHostsOfThisMachineOnly(@TempDir Path empty) throws Exception {
        RuleFiles rules = new RuleFiles(DemoFolder.make(empty), new Messages(messages::add), () -> {});
        EmbeddedChannel channel = new EmbeddedChannel(new PageSite(rules, Runnable::run));
        for (String host : List.of("localhost:8080", "127.0.0.1", "evil.example", "localhost.evil.example:8080", "")) {
            FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
            request.headers().set(HttpHeaderNames.HOST, host);
            channel.writeInbound(request);
            FullHttpResponse response = channel.readOutbound();
            assertThat(response.status().code())
                    .as(host)
                    .isEqualTo(host.matches("(localhost|127[.0-9]+)(:8080)?") ? 200 : 421);
            response.release();
        }
    }

    @Test
    void file_thatIsChangedByHand_isReadAgain() throws Exception {
        Files.writeString(folder.resolve("tenants/rules/shop.yaml"), "rules: [{on: title, removed: true}]\n");

        assertThat(messages.poll(30, TimeUnit.SECONDS))
                .startsWith(folder.resolve("tenants/rules/shop.yaml") + ":1:")
                .contains("remove");
    }
}
