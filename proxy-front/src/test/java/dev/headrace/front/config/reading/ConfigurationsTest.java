package dev.headrace.front.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.config.ActiveHealthConfig;
import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.FrontConfig;
import dev.headrace.front.config.HstsConfig;
import dev.headrace.front.config.ListenerConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.TlsConfig;
import dev.headrace.front.config.UpstreamConfig;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.config.value.ListenAddress;
import dev.headrace.front.config.value.PathPrefix;
import dev.headrace.front.config.value.Rate;
import dev.headrace.front.config.value.RequestTarget;
import dev.headrace.front.config.value.ServerUrl;
import dev.headrace.front.config.value.Size;
import dev.headrace.front.config.value.StatusCodes;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path path;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Folder folder;

    @BeforeEach
    void folder() {
        folder = new Folder(path);
    }

    @Test
    void emptyFile_isAllDefaults() throws ConfigurationException {
        FrontConfig front = folder.read().front();

        assertThat(front.listen())
                .containsExactly(
                        new ListenerConfig(new ListenAddress("", 80), false, false),
                        new ListenerConfig(new ListenAddress("", 443), true, false));
        assertThat(front.tls().provider()).isEqualTo(TlsConfig.Provider.AUTO);
        assertThat(front.tls().certificates()).isEqualTo(path.resolve("certs"));
        assertThat(front.tls().defaultCertificate()).isNull();
        assertThat(front.clients().maxHead()).isEqualTo(new Size(32 * 1024));
        assertThat(front.clients().headTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(front.trustedProxies()).isEmpty();
        assertThat(front.tenants()).isEqualTo(path.resolve("tenants"));
        assertThat(front.defaultTenant()).isNull();
        assertThat(front.rewriting()).isTrue();
        assertThat(front.accessLog()).isNull();
    }

    @Test
    void tenantOfTwoLines_isAllDefaults() throws ConfigurationException {
        folder.write(
                "tenants/t.yaml", "hosts: [a.example]\nupstreams: {main: {servers: [\"http://127.0.0.1:8081\"]}}\n");

        TenantConfig tenant = tenant("t");

        assertThat(tenant.canonicalHost()).contains(new HostPattern(false, "a.example"));
        assertThat(tenant.state()).isEqualTo(TenantConfig.State.ONLINE);
        assertThat(tenant.https().redirect()).isFalse();
        assertThat(tenant.https().hsts()).isNull();
        assertThat(tenant.rewrite().enabled()).isFalse();
        assertThat(tenant.limits().maxBody()).isEqualTo(new Size(100 << 20));
        assertThat(tenant.limits().rate()).isNull();
        UpstreamConfig main = Objects.requireNonNull(tenant.upstreams().get("main"));
        assertThat(main.servers()).containsExactly(ServerUrl.parse("http://127.0.0.1:8081"));
        assertThat(main.balance()).isEqualTo(UpstreamConfig.Balance.ROUND_ROBIN);
        assertThat(main.totalTimeout()).isNull();
        assertThat(main.tls().verify()).isTrue();
        assertThat(main.health().passive().maxFails()).isEqualTo(5);
        assertThat(main.health().active()).isNull();
    }

    @Test
    void everySetting_isRead() throws ConfigurationException {
        folder.write("tenants/ca.pem", "").write("tenants/t.yaml", """
                hosts: ["*.a.example", Bücher.example]
                aliases: [www.a.example]
                state: maintenance
                pages: {maintenance: ca.pem}
                https: {redirect: true, hsts: {max-age: 730d, include-subdomains: true, preload: true}}
                access: {allow: [192.0.2.0/24], deny: [192.0.2.7]}
                upstreams:
                  one:
                    servers: ["http://10.0.0.1:8080"]
                    balance: consistent-hash
                    hash-by: path
                    total-timeout: 5m
                    host-header: upstream
                    tls: {verify: false, certificate-authorities: ca.pem, server-name: o.example}
                    health: {passive: {max-fails: 0}, active: {path: "/up?x", healthy-after: 4, expect-status: 204}}
                  two: {servers: ["https://o.example"]}
                routes:
                  - {path: /a/, upstream: two, rewrite: false}
                  - {upstream: one}
                limits: {max-requests: 10, rate: 600/m, burst: 20, max-body: 1G}
                """);

        TenantConfig tenant = tenant("t");

        assertThat(tenant.canonicalHost()).contains(new HostPattern(false, "xn--bcher-kva.example"));
        assertThat(tenant.state()).isEqualTo(TenantConfig.State.MAINTENANCE);
        assertThat(tenant.pages().maintenance()).isEqualTo(path.resolve("tenants/ca.pem"));
        assertThat(tenant.https().hsts()).isEqualTo(new HstsConfig(Duration.ofDays(730), true, true));
        assertThat(tenant.upstreams()).containsOnlyKeys("one", "two");
        UpstreamConfig one = Objects.requireNonNull(tenant.upstreams().get("one"));
        assertThat(one.hashBy()).isEqualTo(UpstreamConfig.HashBy.PATH);
        assertThat(one.totalTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(one.hostHeader()).isEqualTo(UpstreamConfig.HostHeader.UPSTREAM);
        assertThat(one.tls().serverName()).hasToString("o.example");
        assertThat(one.health().active())
                .isEqualTo(new ActiveHealthConfig(
                        new RequestTarget("/up?x"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        4,
                        3,
                        new StatusCodes(204, 204)));
        assertThat(tenant.routes().get(0).path()).isEqualTo(new PathPrefix("/a"));
        assertThat(tenant.routes().get(0).rewrite())
                .satisfies(rewrite -> assertThat(rewrite.enabled()).isFalse());
        assertThat(tenant.routes().get(1).path()).isEqualTo(new PathPrefix("/"));
        assertThat(tenant.routes().get(1).rewrite()).isNull();
        assertThat(tenant.limits().rate()).isEqualTo(Rate.parse("600/m"));
    }

    @Test
    void keyWithNothingBehindIt_isLeftOut() throws ConfigurationException {
        folder.write("headrace.yaml", "tls:\n#  provider: jdk\nworkers:\n");

        assertThat(folder.read().front().workers()).isZero();
    }

    @Test
    void access_isAllowThenDeny() throws Exception {
        folder.write("tenants/t.yaml", """
                hosts: [a]
                upstreams: {a: {servers: ["http://a"]}}
                access: {allow: [192.0.2.0/24], deny: [192.0.2.128/25]}
                """);

        TenantConfig tenant = tenant("t");

        assertThat(tenant.access().admits(InetAddress.getByName("192.0.2.1"))).isTrue();
        assertThat(tenant.access().admits(InetAddress.getByName("192.0.2.200"))).isFalse();
        assertThat(tenant.access().admits(InetAddress.getByName("198.51.100.1")))
                .isFalse();
    }

    @Test
    void rules_standInTheFile_orInOneOfTheirOwn() throws ConfigurationException {
        String rules = "rules:\n  - {on: p, append: x}\n";
        folder.write("rules.yaml", rules)
                .write("tenants/a.yaml", tenantWith("a", "rewrite:\n  " + rules.replace("\n", "\n  ")))
                .write("tenants/b.yaml", tenantWith("b", "rewrite: {file: ../rules.yaml}"))
                .write("tenants/c.yaml", tenantWith("c", "routes: [{rewrite: {file: ../rules.yaml}}]"));

        Configuration read = folder.read();

        for (String name : new String[] {"a", "b"}) {
            HtmlRewriterBuilder rewriter = HtmlRewriter.builder();
            tenant(name).rewrite().rules().addTo(rewriter);
            assertThat(rewriter.build().rewrite("<p></p>")).as(name).isEqualTo("<p>x</p>");
        }
        assertThat(Objects.requireNonNull(read.tenants().get("c"))
                        .routes()
                        .get(0)
                        .rewrite())
                .satisfies(rewrite -> assertThat(rewrite.enabled()).isTrue());
    }

    @Test
    void version_changesWithTheRulesAlone() throws ConfigurationException {
        String version = version("rewrite: {rules: [{on: p, append: x}]}");

        assertThat(version).matches("[0-9a-f]{16}");
        assertThat(version("state: offline\nrewrite:   # a comment\n  rules:\n    - on: \"p\"\n      append: x"))
                .isEqualTo(version);
        assertThat(version("rewrite: {rules: [{on: p, append: y}]}")).isNotEqualTo(version);
        assertThat(version("rewrite: {rules: [{on: p, append: x}], on-error: fail}"))
                .isNotEqualTo(version);
    }

    private String version(String rewrite) throws ConfigurationException {
        folder.write("tenants/v.yaml", tenantWith("v", rewrite));
        return tenant("v").rewrite().version();
    }

    private TenantConfig tenant(String name) throws ConfigurationException {
        return Objects.requireNonNull(folder.read().tenants().get(name));
    }

    private static String tenantWith(String host, String more) {
        return "hosts: [" + host + "]\nupstreams: {main: {servers: [\"http://a\"]}}\n" + more + "\n";
    }
}
