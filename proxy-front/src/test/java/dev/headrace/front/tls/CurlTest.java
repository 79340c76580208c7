package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("curl")
class CurlTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void curl_trustsTheCertificateOfEachName_andUnderstandsTheAlertOfOthers(TlsProvider provider) throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test"));
        Pki.write(folder.resolve("b.pem"), Pki.rsa("*.b.test"));
        Files.writeString(folder.resolve("root.txt"), Pki.ROOT.getCertificatePEM());
        CertificateStore store = new CertificateReader(provider).read(List.of(folder), null, CertificateStore.empty());
        try (TestServer server =
                new TestServer(new TlsServer(store, TlsOptions.defaults().withProvider(provider)))) {
            assertThat(get(server.port(), "a.test")).isEqualTo("a.test");
            assertThat(get(server.port(), "x.b.test")).isEqualTo("x.b.test");
            assertThat(get(server.port(), "c.test")).contains("unrecognized name");
        }
    }

    private String get(int port, String name) throws Exception {
        return Program.run(
                folder,
                List.of(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--http1.1",
                        "--cacert",
                        "root.txt",
                        "--connect-to",
                        "::127.0.0.1:" + port,
                        "https://" + name + "/"));
    }
}
