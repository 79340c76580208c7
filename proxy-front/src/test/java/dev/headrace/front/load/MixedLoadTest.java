package dev.headrace.front.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link MixedLoad} for {@code -Dheadrace.load.seconds}, or ten. */
class MixedLoadTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void nothingIsWrong_underAllKindsOfClientsAndOrigins() throws Exception {
        writeCertificates();
        Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 shop.example blog.example plain.example broken.example\n");
        String told = run(Integer.getInteger("headrace.load.seconds", 10));
        Files.writeString(Path.of("target", "mixed-load.txt"), told);
        assertThat(told)
                .endsWith("RIGHT\n")
                .doesNotContain("WRONG")
                .contains("shop.example, rules 0", "shop.example, rules 1", "HTTP_2", "broken off");
    }

    private void writeCertificates() throws Exception {
        X509Bundle root = new CertificateBuilder()
                .subject("CN=Root")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        X509Bundle hosts = new CertificateBuilder()
                .subject("CN=shop.example")
                .addSanDnsName("shop.example")
                .addSanDnsName("blog.example")
                .addSanDnsName("plain.example")
                .addSanDnsName("broken.example")
                .ecp256()
                .buildIssuedBy(root);
        Files.createDirectories(folder.resolve("certs"));
        Files.writeString(
                folder.resolve("certs/all.pem"), hosts.getCertificatePathPEM() + "\n" + hosts.getPrivateKeyPEM());
        Files.writeString(folder.resolve("root.pem"), root.getCertificatePEM());
    }

    /** In a JVM of its own, which takes the names of the sites from a file. */
    private String run(int seconds) throws IOException, InterruptedException {
        Process load = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MixedLoad.class.getName(),
                        folder.toString(),
                        Integer.toString(seconds))
                .redirectErrorStream(true)
                .start();
        try (InputStream out = load.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            load.destroyForcibly();
        }
    }
}
