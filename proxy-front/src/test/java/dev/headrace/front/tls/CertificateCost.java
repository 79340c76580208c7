package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What 10,000 certificates cost in time and memory. It is no part of the build;
 * {@code ./mvnw --also-make --projects proxy-front -Dtest=CertificateCost test} prints it.
 */
class CertificateCost {
    private static final int CERTIFICATES = 10_000;

    @TempDir
    Path folder = Path.of("");

    @Test
    void print() throws Exception {
        // The tests' paranoia costs more than what is measured.
        ResourceLeakDetector.setLevel(Level.DISABLED);
        for (int i = 0; i < CERTIFICATES; i++) {
            Pki.write(folder.resolve(i + ".pem"), Pki.ecdsa(name(i), "www." + name(i)));
        }
        TlsOptions options = TlsOptions.defaults().withMaxContexts(CERTIFICATES);
        CertificateReader reader = new CertificateReader(options.provider());
        long heap = heapBytes();
        long begin = System.nanoTime();
        CertificateStore store = reader.read(List.of(folder), null, CertificateStore.empty());
        tell("reading", System.nanoTime() - begin);
        tellBytes("heap of the store", heapBytes() - heap);
        begin = System.nanoTime();
        CertificateStore again = reader.read(List.of(folder), null, store);
        tell("reading again", System.nanoTime() - begin);

        TlsServer tls = new TlsServer(again, options);
        long resident = residentBytes();
        for (String round : List.of("handler and context", "handler")) {
            begin = System.nanoTime();
            for (int i = 0; i < CERTIFICATES; i++) {
                ServerIdentity identity = Objects.requireNonNull(again.find(name(i)));
                ReferenceCountUtil.release(tls.contexts()
                        .newHandler(identity, ByteBufAllocator.DEFAULT)
                        .engine());
            }
            tell(round, System.nanoTime() - begin);
        }
        tellBytes("resident memory, of contexts and garbage", residentBytes() - resident);
        assertThat(tls.contextCount()).isEqualTo(CERTIFICATES);
        tls.close();
    }

    private static String name(int number) {
        return number + ".tenants.test";
    }

    private static void tell(String what, long nanos) {
        System.out.printf("%s: %.2f s, %.0f µs each%n", what, nanos / 1e9, nanos / 1e3 / CERTIFICATES);
    }

    private static void tellBytes(String what, long bytes) {
        System.out.printf("%s: %.1f KB each%n", what, bytes / 1e3 / CERTIFICATES);
    }

    private static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> 1_000 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
