package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.front.tls.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What testssl.sh finds: nothing above "low". */
@Tag("testssl")
@Timeout(180)
class TestsslTest {
    private static final Set<String> HARMLESS = Set.of("OK", "INFO", "LOW", "DEBUG");

    /** Findings that are of the test's certificate, its name, or the machine. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "cert_revocation", "The test's authority has no list of what it has revoked.",
            "engine_problem", "testssl.sh speaks of its own openssl.");

    @Test
    void nothingAboveLowIsFound(@TempDir Path folder) throws Exception {
        try (Site site = new Site(folder)) {
            Pki.write(folder.resolve("certs/localhost.pem"), Pki.ecdsa("localhost"));
            Pki.write(folder.resolve("certs/localhost-rsa.pem"), Pki.rsa("localhost"));
            // Some of its checks send no name.
            site.write("headrace.yaml", Site.LISTEN + "tls: {default-certificate: localhost.pem}\n");
            site.write(
                    "tenants/a.yaml", "hosts: [localhost]\nupstreams: {main: {servers: [\"http://127.0.0.1:1\"]}}\n");
            site.start();
            // Two of them, since most of the time each waits.
            CompletableFuture<JsonNode> one = CompletableFuture.supplyAsync(
                    () -> report(site, "--protocols", "--std", "--fs", "--server-preference"));
            JsonNode other = report(site, "--server-defaults", "--vulnerable");
            Set<String> seen = new HashSet<>();
            List<String> found = new ArrayList<>();
            for (JsonNode report : List.of(one.join(), other)) {
                for (JsonNode finding : report) {
                    String id = finding.path("id").asText().split(" ", 2)[0];
                    seen.add(id);
                    if (!HARMLESS.contains(finding.path("severity").asText()) && !EXPLAINED.containsKey(id)) {
                        found.add(finding.toString());
                    }
                }
            }
            assertThat(found).isEmpty();
            assertThat(seen)
                    .as("what was looked at")
                    .contains(
                            "TLS1_3",
                            "SSLv3",
                            "ALPN",
                            "heartbleed",
                            "ROBOT",
                            "secure_renego",
                            "BEAST",
                            "LUCKY13",
                            "cert_chain_of_trust");
        }
    }

    private static JsonNode report(Site site, String... checks) {
        Path report = site.folder.resolve(checks[0] + ".json");
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/testssl", "--quiet", "--color", "0", "--warnings", "off"));
        command.addAll(List.of("--nodns", "none", "--ip", "127.0.0.1"));
        command.addAll(List.of("--add-ca", site.folder.resolve("root.crt").toString()));
        command.addAll(List.of("--jsonfile", report.toString()));
        command.addAll(List.of(checks));
        command.add("localhost:" + site.address(1).getPort());
        try {
            Finished finished = Finished.run(command);
            assertThat(report).as(finished.out() + finished.errors()).exists();
            return new ObjectMapper().readTree(Files.readString(report));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
