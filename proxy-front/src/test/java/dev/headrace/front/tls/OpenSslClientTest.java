package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code openssl s_client}. */
@Tag("openssl")
class OpenSslClientTest {
    private static final String ASK = "GET / HTTP/1.1\r\n\r\n";

    /** Of the certificates. */
    @TempDir
    static Path folder = Path.of("");

    /** Of the client. */
    @TempDir
    Path work = Path.of("");

    private final SetClock clock = new SetClock();
    private final List<TestServer> servers = new ArrayList<>();

    @BeforeAll
    static void certificates() throws Exception {
        Pki.write(folder.resolve("ecdsa.pem"), Pki.ecdsa("a.test"));
        Pki.write(folder.resolve("rsa.pem"), Pki.rsa("a.test"));
        Pki.write(folder.resolve("other.pem"), Pki.ecdsa("b.test"));
        Pki.write(folder.resolve("p384.pem"), Pki.issue(Pki.host("p384.test").algorithm(Algorithm.ecp384)));
        Files.writeString(folder.resolve("root.txt"), Pki.ROOT.getCertificatePEM());
    }

    @AfterEach
    void stop() {
        servers.forEach(TestServer::close);
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, -tls1_3 -sigalgs ECDSA+SHA256, ECDSA",
        "BORINGSSL, -tls1_3 -sigalgs RSA-PSS+SHA256:ECDSA+SHA256, ECDSA",
        "BORINGSSL, -tls1_3 -sigalgs RSA-PSS+SHA256, RSA-PSS",
        "BORINGSSL, -tls1_2 -sigalgs RSA+SHA256:ECDSA+SHA256, ECDSA",
        "BORINGSSL, -tls1_2 -sigalgs RSA+SHA256, RSA",
        "BORINGSSL, -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256, RSA-PSS",
        "JDK, -tls1_3 -sigalgs ECDSA+SHA256, ECDSA",
        "JDK, -tls1_3 -sigalgs RSA-PSS+SHA256:ECDSA+SHA256, ECDSA",
        "JDK, -tls1_3 -sigalgs RSA-PSS+SHA256, RSA-PSS",
        "JDK, -tls1_2 -sigalgs RSA+SHA256:ECDSA+SHA256, ECDSA",
        "JDK, -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256, RSA",
    })
    void clientThatCanVerifyEcdsa_getsEcdsa_andRsaOtherwise(TlsProvider provider, String options, String signature)
            throws Exception {
        assertThat(connect(start(provider), "a.test", options))
                .containsPattern("Peer signature type: " + signature + "(-PSS)?\n")
                .contains("Verification: OK", "ALPN protocol: h2");
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void otherCurves_areServed(TlsProvider provider) throws Exception {
        assertThat(connect(start(provider), "p384.test", "-tls1_3")).contains("Server public key is 384 bit");
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL, -tls1_2", "BORINGSSL, -tls1_3", "JDK, -tls1_2", "JDK, -tls1_3"})
    void session_isResumedForItsName_andNotForAnother(TlsProvider provider, String protocol) throws Exception {
        int port = start(provider);

        assertThat(connect(port, "a.test", protocol + " -sess_out session.txt")).contains("\nNew, TLS");
        assertThat(connect(port, "a.test", protocol + " -sess_in session.txt")).contains("\nReused, TLS");
        assertThat(connect(port, "b.test", protocol + " -sess_in session.txt"))
                .contains("\nNew, TLS", "subject=CN = b.test", "Verification: OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void session_outlivesReloadAndItsContext_asLongAsTheKeysOfItsTicket(String protocol) throws Exception {
        CertificateStore store = store(TlsProvider.BORINGSSL);
        TlsServer tls = new TlsServer(store, TlsOptions.defaults(), clock);
        int port = start(tls);
        connect(port, "a.test", protocol + " -sess_out session.txt");
        tls.reload(CertificateStore.empty());
        assertThat(tls.contextCount()).isZero();
        tls.reload(store(TlsProvider.BORINGSSL));

        assertThat(connect(port, "a.test", protocol + " -sess_in session.txt")).contains("\nReused, TLS");
        clock.add(Duration.ofHours(12));
        assertThat(connect(port, "a.test", protocol + " -sess_in session.txt -sess_out next.txt"))
                .contains("\nReused, TLS");
        clock.add(Duration.ofHours(12));
        assertThat(connect(port, "a.test", protocol + " -sess_in session.txt")).contains("\nNew, TLS");
        // Under TLS 1.2 s_client writes no renewed tickets.
        if (protocol.equals("-tls1_3")) {
            assertThat(connect(port, "a.test", protocol + " -sess_in next.txt")).contains("\nReused, TLS");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BORINGSSL, -tls1_1 -cipher DEFAULT@SECLEVEL=0",
        "BORINGSSL, -tls1_2 -cipher ECDHE-RSA-AES128-SHA256",
        "BORINGSSL, -tls1_2 -cipher AES128-GCM-SHA256",
        "JDK, -tls1_1 -cipher DEFAULT@SECLEVEL=0",
        "JDK, -tls1_2 -cipher ECDHE-RSA-AES128-SHA256",
        "JDK, -tls1_2 -cipher AES128-GCM-SHA256",
    })
    void oldProtocolsAndCiphers_areRefused(TlsProvider provider, String options) throws Exception {
        assertThat(connect(start(provider), "a.test", options)).contains("New, (NONE), Cipher is (NONE)");
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void clientThatWantsANewHandshake_isRefused(TlsProvider provider) throws Exception {
        // R on a line of its own asks for one.
        String output = client(start(provider), "a.test", "-tls1_2", "R\nGET / HTTP/1.1\r\n");

        assertThat(output).containsPattern("RENEGOTIATING\n.* alert ").doesNotContain("200 OK");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown.test, unrecognized name",
        "'', missing extension",
    })
    void alert_isUnderstood(String name, String alert) throws Exception {
        assertThat(connect(start(TlsProvider.best()), name, "")).contains(alert);
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void olderFormsOfKeys_areRead(TlsProvider provider) throws Exception {
        for (String name : List.of("ecdsa", "rsa", "p384")) {
            Path file = folder.resolve(name + ".pem");
            String pem = Files.readString(file);
            Files.writeString(work.resolve(name + ".pem"), pem.substring(0, pem.indexOf("-----BEGIN PRIVATE KEY")));
            Files.writeString(
                    work.resolve(name + ".key"),
                    Program.run(work, List.of("openssl", "pkey", "-in", file.toString(), "-traditional")));
        }
        assertThat(Files.readString(work.resolve("rsa.key"))).contains("BEGIN RSA PRIVATE KEY");
        assertThat(Files.readString(work.resolve("ecdsa.key"))).contains("BEGIN EC PRIVATE KEY");

        CertificateStore store = new CertificateReader(provider).read(List.of(work), null, CertificateStore.empty());
        assertThat(store.problems()).isEmpty();
        assertThat(store.certificates()).hasSize(3);
    }

    private int start(TlsProvider provider) throws Exception {
        return start(new TlsServer(store(provider), TlsOptions.defaults().withProvider(provider), clock));
    }

    private int start(TlsServer tls) throws Exception {
        TestServer server = new TestServer(tls);
        servers.add(server);
        return server.port();
    }

    private CertificateStore store(TlsProvider provider) {
        return new CertificateReader(provider).read(List.of(folder), null, CertificateStore.empty());
    }

    private String connect(int port, String name, String options) throws Exception {
        return client(port, name, options + " -ign_eof", ASK);
    }

    private String client(int port, String name, String options, String input) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of("-CAfile", folder.resolve("root.txt").toString(), "-alpn", "h2,http/1.1"));
        command.addAll(name.isEmpty() ? List.of("-noservername") : List.of("-servername", name));
        command.addAll(List.of(options.strip().split(" ")));
        return Program.run(work, command, input);
    }
}
