package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.parties.AllFeatures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tenants switch on, from YAML to the wire. */
@Timeout(60)
class FeaturesTest {
    private static final String PAGE = "<!DOCTYPE html><title>shop</title><img src=a><img src=b><img src=c>";
    private static final String LAZY = " loading=\"lazy\"";

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
                connection.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"1\"\r\nContent-Length: "
                                + PAGE.length() + "\r\n\r\n" + PAGE);
            }
        });
        Files.createDirectories(folder.resolve("tenants"));
        front("");
    }

    @AfterEach
    void stop() throws IOException {
        origin.close();
    }

    private void front(String more) throws IOException {
        Files.writeString(folder.resolve("headrace.yaml"), "listen: [{address: \"127.0.0.1:0\"}]\n" + more);
    }

    private void tenant(String more) throws IOException {
        Files.writeString(folder.resolve("tenants/shop.yaml"), """
                hosts: [localhost]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(origin.origin()) + more);
    }

    private Service service() throws Exception {
        return new Service(folder.resolve("headrace.yaml"), messages::add);
    }

    private HttpResponse<String> get(Service service, String target, String... fields)
            throws IOException, InterruptedException {
        int port = service.addresses().get(0).getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void feature_switchedOn_worksWithItsDefaults() throws Exception {
        tenant("features: {lazy-loading: true}");
        try (Service service = service()) {
            assertThat(get(service, "/").body())
                    .isEqualTo("<!DOCTYPE html><title>shop</title><img src=a><img src=b><img src=c" + LAZY + ">");
        }
    }

    @Test
    void options_areHonoured_andRulesComeFirst() throws Exception {
        tenant("""
                features: {lazy-loading: {eager-images: 0}}
                rewrite: {rules: [{on: "img[src=b]", set-attributes: {loading: eager}}]}
                """);
        try (Service service = service()) {
            assertThat(get(service, "/").body())
                    .contains("<img src=a" + LAZY + "><img src=b loading=\"eager\"><img src=c" + LAZY + ">");
        }
    }

    @Test
    void route_switchesOffAndChangesWhatTheTenantHas() throws Exception {
        tenant("""
                features: {lazy-loading: true}
                routes:
                  - {path: /}
                  - {path: /plain, features: {lazy-loading: false}}
                  - {path: /all, features: {lazy-loading: {eager-images: 0}}}
                """);
        try (Service service = service()) {
            assertThat(get(service, "/").body()).contains("src=b>").contains("src=c" + LAZY);
            HttpResponse<String> plain = get(service, "/plain");
            assertThat(plain.body()).isEqualTo(PAGE);
            assertThat(plain.headers().firstValue("etag")).hasValue("\"1\"");
            assertThat(get(service, "/all").body()).contains("src=a" + LAZY);
        }
    }

    @Test
    void killSwitch_countsAtOnceForAllTenants() throws Exception {
        tenant("features: {lazy-loading: true}");
        try (Service service = service()) {
            assertThat(get(service, "/").body()).contains(LAZY);
            front("disabled-features: [lazy-loading]\n");
            service.reload();
            assertThat(get(service, "/").body()).isEqualTo(PAGE);
            front("");
            service.reload();
            assertThat(get(service, "/").body()).contains(LAZY);
        }
    }

    @Test
    void report_isGivenToWhoAsks() throws Exception {
        tenant("features: {lazy-loading: true}");
        try (Service service = service()) {
            assertThat(get(service, "/").headers().firstValue("headrace-features"))
                    .isEmpty();
            assertThat(get(service, "/", "Headrace-Report", "1").headers().firstValue("headrace-features"))
                    .hasValue("lazy-loading");
        }
    }

    @Test
    void otherOptions_makeAnotherEntityTag() throws Exception {
        tenant("features: {lazy-loading: true}");
        try (Service service = service()) {
            String before = get(service, "/").headers().firstValue("etag").orElseThrow();
            tenant("features: {lazy-loading: {eager-images: 1}}");
            service.reload();
            assertThat(get(service, "/").headers().firstValue("etag").orElseThrow())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void counters_tellWhatWasDoneAndLeftAlone() throws Exception {
        front("admin: {address: \"127.0.0.1:0\"}\n");
        tenant("features: {lazy-loading: true}");
        try (Service service = service()) {
            get(service, "/");
            assertThat(admin(service, "/metrics"))
                    .contains(
                            "headrace_feature_pages_total{feature=\"lazy-loading\",outcome=\"applied\",reason=\"none\"} 1.0",
                            "headrace_feature_places_total{feature=\"lazy-loading\",outcome=\"applied\",reason=\"none\"} 1.0",
                            "headrace_feature_places_total{feature=\"lazy-loading\",outcome=\"left-alone\",reason=\"first-images\"} 2.0");
        }
    }

    @Test
    void shadow_isTriedAndCounted_andClientsSeeNothingOfIt() throws Exception {
        front("admin: {address: \"127.0.0.1:0\"}\n");
        tenant("""
                features: {lazy-loading: true}
                shadow:
                  features: {lazy-loading: {eager-images: 0}}
                  rewrite: {rules: [{on: title, set-inner-content: tried}]}
                """);
        try (Service service = service()) {
            assertThat(get(service, "/some?page").body())
                    .isEqualTo("<!DOCTYPE html><title>shop</title><img src=a><img src=b><img src=c" + LAZY + ">");
            assertThat(admin(service, "/metrics"))
                    .contains("headrace_shadow_responses_total{outcome=\"different\",tenant=\"shop\"} 1.0");
            assertThat(admin(service, "/shadow"))
                    .contains("\"path\" : \"/some\"", "\"outcome\" : \"different\"", "\"offset\" : 22")
                    .contains("<title>tried</title>");
        }
    }

    @Test
    void shadowOfATenantWithoutRewriting_leavesEveryByteAndField() throws Exception {
        front("admin: {address: \"127.0.0.1:0\"}\n");
        tenant("shadow: {features: {lazy-loading: {eager-images: 3}}}");
        try (Service service = service()) {
            HttpResponse<String> response = get(service, "/");
            assertThat(response.body()).isEqualTo(PAGE);
            assertThat(response.headers().firstValue("etag")).hasValue("\"1\"");
            assertThat(admin(service, "/metrics"))
                    .contains("headrace_shadow_responses_total{outcome=\"equal\",tenant=\"shop\"} 1.0");
        }
    }

    @Test
    void everyFeature_canBeSwitchedOn() throws Exception {
        tenant(AllFeatures.YAML);
        try (Service service = service()) {
            assertThat(messages).isEmpty();
            String report = get(service, "/", "Headrace-Report", "1", "User-Agent", "bot")
                    .headers()
                    .firstValue("headrace-features")
                    .orElseThrow();
            // Nobody is told that he is found suspicious.
            assertThat(report).doesNotContain("excludes");
            for (FeatureName name : EnumSet.complementOf(EnumSet.of(FeatureName.EXCLUDES))) {
                assertThat(report).contains(name.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    @Test
    void scripts_areServedUnderTheTenantsOwnHost() throws Exception {
        tenant(
                "features: {analytics-beacon: true}\nroutes: [{path: /}, {path: /off, features: {analytics-beacon: false}}]");
        try (Service service = service()) {
            Matcher script = Pattern.compile("src=\"(/cdn-cgi/[^\"]+)\"")
                    .matcher(get(service, "/").body());
            assertThat(script.find()).isTrue();
            HttpResponse<String> served = get(service, script.group(1));
            assertThat(served.headers().firstValue("content-type")).hasValue("text/javascript; charset=utf-8");
            assertThat(served.body()).contains("use strict");
            assertThat(get(service, "/cdn-cgi/other").body()).contains("<title>shop</title>");
            tenant("routes: [{path: /only}]");
            service.reload();
            assertThat(get(service, script.group(1)).body()).isEqualTo(served.body());
            assertThat(origin.received()).doesNotContain(script.group(1));
        }
    }

    @Test
    void beacons_areCountedByTenant() throws Exception {
        front("admin: {address: \"127.0.0.1:0\"}\n");
        tenant("features: {analytics-beacon: true}");
        try (Service service = service()) {
            int port = service.addresses().get(0).getPort();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cdn-cgi/headrace/beacon"))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(admin(service, "/metrics")).contains("headrace_visits_total{tenant=\"shop\"} 1.0");
        }
    }

    @Test
    void includes_areFetchedFromTheTenantsOwnUpstream() throws Exception {
        try (TestOrigin parts = new TestOrigin(connection -> {
            while (connection.readHead()) {
                boolean isPart = connection.received().contains("GET /part?x ");
                String body = isPart ? "<b>part</b>" : "<!DOCTYPE html><p><esi:include src=\"/part?x\"/></p>";
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body);
                return;
            }
        })) {
            Files.writeString(folder.resolve("tenants/shop.yaml"), """
                    hosts: [localhost]
                    upstreams: {main: {servers: ["%s"]}}
                    features: {esi: true}
                    """.formatted(parts.origin()));
            try (Service service = service()) {
                assertThat(get(service, "/", "Cookie", "a=b", "If-None-Match", "\"x\"")
                                .body())
                        .isEqualTo("<!DOCTYPE html><p><b>part</b></p>");
            }
            String asked = parts.received().substring(parts.received().indexOf("GET /part?x"));
            assertThat(asked)
                    .containsIgnoringCase("cookie: a=b")
                    .contains("x-forwarded-proto: http")
                    .doesNotContainIgnoringCase("if-none-match");
        }
    }

    @Test
    void optionsThatMakeNoSense_areToldWithTheirPlace() throws Exception {
        tenant("""
                features:
                  lazy-loding: true
                  link-map: {urls: {"http://a.test/": "http://b.test/", "http://b.test/": "http://a.test/"}}
                  inject: {items: [{of: "p[", html: x}]}
                """);
        try (Service service = service()) {
            assertThat(service.addresses()).hasSize(1);
            assertThat(messages)
                    .anySatisfy(
                            message -> assertThat(message).contains("shop.yaml:4", "did you mean \"lazy-loading\"?"))
                    .anySatisfy(message -> assertThat(message).contains("shop.yaml:5", "link-map: "))
                    .anySatisfy(message -> assertThat(message).contains("shop.yaml:6", "inject: "));
        }
    }

    @Test
    void excludes_areForSuspiciousVisitors_andCostOthersNothing() throws Exception {
        tenant("features: {excludes: {user-agents: [bot], header: 'X-Suspicious: yes'}}");
        try (Service service = service()) {
            HttpResponse<String> other = get(service, "/");
            assertThat(other.body()).isEqualTo(PAGE);
            assertThat(other.headers().firstValue("etag")).hasValue("\"1\"");
            for (String field : List.of("User-Agent", "X-Suspicious")) {
                HttpResponse<String> suspicious =
                        get(service, "/", field, field.equals("User-Agent") ? "SomeBot/1" : "yes");
                assertThat(suspicious.headers().firstValue("etag")).isEmpty();
                assertThat(suspicious.headers().firstValue("cache-control")).hasValue("private");
            }
        }
    }

    private String admin(Service service, String page) throws IOException, InterruptedException {
        int port = Objects.requireNonNull(service.adminAddress()).getPort();
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + page))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
