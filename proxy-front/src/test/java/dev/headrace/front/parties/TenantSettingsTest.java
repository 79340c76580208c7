package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant's file says, and what curl and nginx see of it. One front has a tenant for each setting. */
@Tag("nginx")
@Tag("curl")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class TenantSettingsTest {
    private static final String PAGE = "<!DOCTYPE html><title>shop</title><a href=x>x</a>";
    private static final String RULES = "rewrite: {rules: [{on: a, set-attributes: {rel: nofollow}}]}\n";
    private static final String REWRITTEN = PAGE.replace("href=x", "href=x rel=\"nofollow\"");

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Nginx nginx;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Site site;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        nginx = Nginx.start(folder.resolve("origin"));
        Path pages = folder.resolve("origin/pages");
        for (String page : List.of("index.html", "sub/index.html", "sub/plain/index.html")) {
            Files.createDirectories(pages.resolve(page).getParent());
            Files.writeString(pages.resolve(page), PAGE);
        }
        site = new Site(folder.resolve("front"));
        Files.writeString(folder.resolve("front/tenants/away.html"), "<!DOCTYPE html><p>Back at nine");
        site.write("headrace.yaml", Site.LISTEN + "default-tenant: fallback\n");
        site.tenant("fallback", nginx.plain(0), "");
        hosts();
        pathsAndStates();
        upstreams();
        rewriting();
        site.start();
        assertThat(site.messages).isEmpty();
    }

    private void hosts() throws IOException {
        site.write("tenants/names.yaml", """
                hosts: [names.shop.test, "*.wild.test"]
                aliases: [old.shop.test, "*.old.test"]
                upstreams: {main: {servers: ["%s"]}}
                """.formatted(nginx.plain(0)));
        site.tenant(
                "safe", nginx.plain(0), "https: {redirect: true, hsts: {max-age: 30d, include-subdomains: true}}\n");
        site.tenant(
                "hsts", nginx.plain(0), "https: {hsts: {max-age: 365d, include-subdomains: true, preload: true}}\n");
        site.tenant("allowed", nginx.plain(0), "access: {allow: [127.0.0.0/8]}\n");
        site.tenant("foreign", nginx.plain(0), "access: {allow: [192.0.2.0/24]}\n");
        site.tenant("denied", nginx.plain(0), "access: {allow: [127.0.0.0/8], deny: [127.0.0.1]}\n");
    }

    private void pathsAndStates() throws IOException {
        site.write("tenants/paths.yaml", """
                hosts: [paths.shop.test]
                upstreams:
                  one: {servers: ["%s"]}
                  two: {servers: ["%s"]}
                  three: {servers: ["%s"]}
                routes:
                  - {upstream: one}
                  - {path: /seen, upstream: two}
                  - {path: /seen/deeper, upstream: three}
                """.formatted(nginx.plain(0), nginx.plain(1), nginx.plain(2)));
        site.write("tenants/nowhere.yaml", """
                hosts: [nowhere.shop.test]
                upstreams: {one: {servers: ["%s"]}}
                routes: [{path: /seen, upstream: one}]
                """.formatted(nginx.plain(0)));
        site.tenant("maintenance", nginx.plain(0), "state: maintenance\npages: {maintenance: away.html}\n");
        site.tenant("offline", nginx.plain(0), "state: offline\n");
    }

    private void upstreams() throws IOException {
        String three = "\"%s\", \"%s\", \"%s\"".formatted(nginx.plain(0), nginx.plain(1), nginx.plain(2));
        site.upstream("round", three, "balance: round-robin");
        site.upstream("least", three, "balance: least-requests");
        site.upstream("address", three, "balance: consistent-hash");
        site.upstream("path", three, "balance: consistent-hash, hash-by: path");
        site.upstream("preserved", "\"" + nginx.plain(0) + "\"", "host-header: preserve");
        site.upstream("own", "\"" + nginx.plain(0) + "\"", "host-header: upstream");
        String tls = "\"" + nginx.tls() + "\"";
        site.upstream("trusting", tls, "tls: {certificate-authorities: ../root.crt, server-name: origin.test}");
        site.upstream("wary", tls, "tls: {certificate-authorities: ../root.crt}");
        site.upstream("stranger", tls, "tls: {server-name: origin.test}");
        site.upstream("careless", tls, "tls: {verify: false}");
    }

    private void rewriting() throws IOException {
        site.tenant(
                "rewritten",
                nginx.plain(0),
                RULES + "routes: [{}, {path: /sub, rewrite: "
                        + "{rules: [{on: title, remove: true}]}}, {path: /sub/plain, rewrite: false}]\n");
        site.tenant("untouched", nginx.plain(0), "rewrite: false\n");
    }

    @AfterAll
    void stop() {
        site.close();
        nginx.close();
    }

    private Curl get(String name, String path, String... options) throws IOException, InterruptedException {
        return site.curl(Protocol.HTTP_1_1, name, path, options);
    }

    // ---- Hosts

    @ParameterizedTest
    @CsvSource({
        "names.shop.test, names",
        "NAMES.shop.TEST., names",
        "any.wild.test, names",
        "two.labels.wild.test, fallback",
        "nobody.test, fallback"
    })
    void hostLeadsToItsTenant(String host, String tenant) throws Exception {
        try (Site own = new Site(site.folder.resolveSibling("hosts-" + host.hashCode()))) {
            // The log says whose a request was.
            Files.copy(
                    site.folder.resolve("headrace.yaml"),
                    own.folder.resolve("headrace.yaml"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            for (String file : List.of("names", "fallback")) {
                Files.copy(
                        site.folder.resolve("tenants/" + file + ".yaml"),
                        own.folder.resolve("tenants/" + file + ".yaml"));
            }
            own.start();
            own.fetch(Protocol.HTTP_1_1, "http://" + host + "/seen").is(200);
            assertThat(own.log()).contains("\"tenant\":\"" + tenant + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://old.shop.test/a?b=c, http://names.shop.test/a?b=c",
        "http://x.old.test/, http://names.shop.test/",
        "https://old.shop.test/a, https://names.shop.test/a"
    })
    void aliasIsRedirected_toTheCanonicalHost(String from, String to) throws Exception {
        Protocol protocol = from.startsWith("https") ? Protocol.H2 : Protocol.HTTP_1_1;
        assertThat(site.fetch(protocol, from).is(301).field("location")).isEqualTo(to);
        assertThat(site.fetch(protocol, "--data", "x", from).is(308).field("location"))
                .isEqualTo(to);
        // curl follows it, and meets no second redirect.
        site.fetch(protocol, "--location", "--max-redirs", "1", from.replaceAll("(test)/.*", "$1/seen"))
                .is(200);
    }

    @Test
    void httpIsRedirected_andBrowsersAreToldToStayWithHttps() throws Exception {
        Curl redirected = get("safe", "/seen?x=%20").is(301);
        assertThat(redirected.field("location")).isEqualTo("https://safe.shop.test/seen?x=%20");
        // RFC 6797 §7.2: nothing is promised in the clear.
        assertThat(redirected.field("strict-transport-security")).isEmpty();
        assertThat(site.curl(Protocol.H2, "safe", "/seen").is(200).field("strict-transport-security"))
                .isEqualTo("max-age=2592000; includeSubDomains");
        assertThat(site.curl(Protocol.HTTPS_1_1, "hsts", "/seen").is(200).field("strict-transport-security"))
                .isEqualTo("max-age=31536000; includeSubDomains; preload");
    }

    @ParameterizedTest
    @CsvSource({"allowed, 200", "foreign, 403", "denied, 403"})
    void addressIsAllowedOrDenied(String name, int status) throws Exception {
        get(name, "/seen").is(status);
    }

    @Test
    void connectionOfOneTenant_takesNoRequestsForAnother() throws Exception {
        for (Protocol protocol : List.of(Protocol.H2, Protocol.HTTPS_1_1)) {
            site.curl(protocol, "allowed", "/seen", "--header", "Host: hsts.shop.test")
                    .is(421);
            site.curl(protocol, "names", "/seen", "--header", "Host: any.wild.test")
                    .is(200);
        }
    }

    // ---- Paths and states

    @ParameterizedTest
    @CsvSource({
        "/, 404, 0",
        "/seen, 200, 1",
        "/seen/x, 200, 1",
        "/seen/deeper, 200, 2",
        "/seen/deepest, 200, 1",
        "/seenx, 200, 0"
    })
    void longestPathLeadsToItsUpstream(String path, int status, int server) throws Exception {
        if (status == 200) {
            assertThat(get("paths", path).is(200).body()).startsWith("port=" + nginx.port(server) + " ");
        } else {
            get("nowhere", path).is(404);
        }
    }

    @Test
    void pageStandsIn_whileATenantIsAway() throws Exception {
        Curl away = get("maintenance", "/seen").is(503);
        assertThat(away.body()).isEqualTo("<!DOCTYPE html><p>Back at nine");
        assertThat(away.field("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(away.field("retry-after")).isNotEmpty();
        assertThat(get("maintenance", "/seen", "--head").is(503).body())
                .contains("content-length: 30\r\n")
                .endsWith("\r\n\r\n");
        assertThat(get("offline", "/seen").is(503).body()).isEqualTo("503 Service Unavailable\n");
    }

    // ---- Upstreams

    private Set<String> ports(String name, String path, int requests) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            options.add(Site.url(Protocol.HTTP_1_1, name, path.replace("*", "" + i)));
        }
        Set<String> ports = new HashSet<>();
        site.fetch(Protocol.HTTP_1_1, options.toArray(String[]::new))
                .is(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("port="))
                .forEach(line -> ports.add(line.substring(0, line.indexOf(' '))));
        return ports;
    }

    @Test
    void requestsAreBalanced() throws Exception {
        assertThat(ports("round", "/seen", 3)).hasSize(3);
        assertThat(ports("least", "/seen", 6)).hasSize(3);
        assertThat(ports("address", "/seen/*", 6)).hasSize(1);
        assertThat(ports("path", "/seen", 6)).hasSize(1);
        assertThat(ports("path", "/seen/*", 20)).hasSize(3);
    }

    @Test
    void originSeesTheClientsHost_orItsOwn() throws Exception {
        assertThat(get("preserved", "/seen").is(200).body()).contains("\nhost=preserved.shop.test\n");
        assertThat(get("own", "/seen").is(200).body())
                .contains("\nhost=127.0.0.1:" + nginx.port(0) + "\n", "x-forwarded-host=own.shop.test\n");
    }

    @ParameterizedTest
    @CsvSource({"trusting, 200", "wary, 502", "stranger, 502", "careless, 200"})
    void originsCertificateIsVerified(String name, int status) throws Exception {
        Curl got = get(name, "/seen").is(status);
        assertThat(got.body())
                .contains(status == 200 ? "\ntls=" + (name.equals("trusting") ? "origin.test" : "") : "Bad Gateway");
    }

    // ---- Rewriting

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void documentIsRewritten_asTheTenantAndThePathSay(Protocol protocol) throws Exception {
        assertThat(site.curl(protocol, "rewritten", "/").is(200).body()).isEqualTo(REWRITTEN);
        assertThat(site.curl(protocol, "rewritten", "/sub/").is(200).body())
                .isEqualTo(PAGE.replace("<title>shop</title>", ""));
        assertThat(site.curl(protocol, "rewritten", "/sub/plain/").is(200).body())
                .isEqualTo(PAGE);
        assertThat(site.curl(protocol, "untouched", "/").is(200).body()).isEqualTo(PAGE);
    }

    @Test
    void oneSwitchTurnsAllRewritingOff(@TempDir Path folder) throws Exception {
        try (Site off = new Site(folder)) {
            off.write("headrace.yaml", Site.LISTEN + "rewriting: false\n").tenant("rewritten", nginx.plain(0), RULES);
            off.start();
            assertThat(off.curl(Protocol.H2, "rewritten", "/").is(200).body()).isEqualTo(PAGE);
        }
    }
}
