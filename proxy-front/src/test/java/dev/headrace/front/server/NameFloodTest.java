package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.reading.Configurations;
import dev.headrace.front.tls.CertificateReader;
import dev.headrace.front.tls.CertificateStore;
import dev.headrace.front.tls.TlsOptions;
import dev.headrace.front.tls.TlsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names that nobody has are refused, and nothing is kept of them. */
@Timeout(60)
class NameFloodTest {
    private static final int NAMES = 1000;
    private static final int TENANTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    private Path folder;

    @Test
    void unknownNames_leaveNothingBehind() throws Exception {
        ManySites sites = new ManySites(folder, "http://127.0.0.1:8081")
                .front("")
                .tenants(TENANTS)
                .certificates(TENANTS);
        Assembly assembly = new Assembly(Surroundings.NONE, tenant -> (request, report) -> {});
        TlsOptions options = TlsOptions.defaults();
        CertificateStore certificates = new CertificateReader(options.provider())
                .read(List.of(folder.resolve("certs")), null, CertificateStore.empty());
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TlsServer tls = new TlsServer(certificates, options);
                Front front = new Front(
                        Fronts.settings(tls),
                        assembly.table(Configurations.read(sites.file()).configuration()))) {
            int rewriters = assembly.rewriters();

            assertThat(NameFlood.greetings(front.listen(new Listener(anywhere, true, false)), 0, NAMES))
                    .isEqualTo(NAMES);
            assertThat(NameFlood.requests(front.listen(new Listener(anywhere, false, false)), 0, NAMES))
                    .isEqualTo(NAMES);

            assertThat(tls.contextCount()).isZero();
            assertThat(assembly.rewriters()).isEqualTo(rewriters);
        }
    }
}
