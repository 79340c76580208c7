package dev.headrace.front.server;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A folder with the configuration of a hosting provider: as many tenants, and a certificate for each, as a test asks for. */
final class ManySites {
    private final Path folder;
    private final String origin;

    /** Sites that are all served by one origin, whose URL this is. */
    ManySites(Path folder, String origin) throws IOException {
        this.folder = folder;
        this.origin = origin;
        Files.createDirectories(folder.resolve("tenants"));
        Files.createDirectories(folder.resolve("certs"));
    }

    static String host(int tenant) {
        return "shop" + tenant + ".example";
    }

    static String name(int tenant) {
        return "t" + tenant;
    }

    Path file() {
        return folder.resolve("headrace.yaml");
    }

    Path tenantFile(int tenant) {
        return folder.resolve("tenants").resolve(name(tenant) + ".yaml");
    }

    ManySites front(String text) throws IOException {
        Files.writeString(file(), text);
        return this;
    }

    ManySites tenants(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            tenant(i, ownText(i));
        }
        return this;
    }

    /** Every other tenant has the rules that many have. */
    static String ownText(int tenant) {
        return tenant % 2 == 0 ? "the rules of many" : "the rules of " + name(tenant);
    }

    /** A tenant whose pages end in a text. */
    void tenant(int tenant, String text) throws IOException {
        Files.writeString(tenantFile(tenant), """
                hosts: [%1$s, "*.%1$s"]
                aliases: [www-%1$s]
                upstreams:
                  main: {servers: ["%2$s"], balance: least-requests}
                routes:
                  - {path: /, upstream: main}
                  - {path: /api, upstream: main, rewrite: false}
                rewrite:
                  rules:
                    - {on: "a[target=_blank]", set-attributes: {rel: noopener}}
                    - {on: "img:not([loading])", set-attributes: {loading: lazy}}
                    - {on: body, append: "%3$s"}
                limits: {max-requests: 200, max-body: 20M}
                """.formatted(host(tenant), origin, text));
    }

    /** Certificates on P-256, with the intermediate that issued all of them. */
    ManySites certificates(int count) throws Exception {
        X509Bundle root = new CertificateBuilder()
                .subject("CN=Root")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        X509Bundle intermediate = new CertificateBuilder()
                .subject("CN=Intermediate")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildIssuedBy(root);
        IntStream.range(0, count).parallel().forEach(i -> certificate(i, intermediate));
        return this;
    }

    private void certificate(int tenant, X509Bundle issuer) {
        try {
            X509Bundle bundle = new CertificateBuilder()
                    .subject("CN=" + host(tenant))
                    .addSanDnsName(host(tenant))
                    .addSanDnsName("www-" + host(tenant))
                    .ecp256()
                    .buildIssuedBy(issuer);
            Files.writeString(
                    folder.resolve("certs").resolve(name(tenant) + ".pem"),
                    bundle.getCertificatePathPEM() + bundle.getPrivateKeyPEM());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
