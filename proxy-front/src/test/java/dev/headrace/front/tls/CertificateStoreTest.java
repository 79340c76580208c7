package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "a.test, 1",
        "x.a.test, 2",
        "own.a.test, 3",
        "a.b.a.test,",
        "test,",
        ".a.test,",
        "*.a.test,",
        "A.TEST,",
        "a.test.,",
        "'',",
    })
    void name_findsTheExactCertificate_thenTheWildcardOfItsFirstLabel(String name, @Nullable Integer number) {
        CertificateStore store = store(
                certificate(1, KeyType.ECDSA, 90, "a.test"),
                certificate(2, KeyType.ECDSA, 90, "*.a.test"),
                certificate(3, KeyType.ECDSA, 90, "own.a.test"));

        assertThat(numbers(store.find(name))).isEqualTo(number == null ? List.of() : List.of(number));
    }

    @Test
    void certificatesOfTwoKeyTypes_standSideBySide_ecdsaFirst() {
        CertificateStore store =
                store(certificate(1, KeyType.RSA, 90, "a.test"), certificate(2, KeyType.ECDSA, 90, "a.test", "b.test"));

        assertThat(numbers(store.find("a.test"))).containsExactly(2, 1);
        assertThat(numbers(store.find("b.test"))).containsExactly(2);
        assertThat(store.find("a.test")).isNotEqualTo(store.find("b.test"));
    }

    @Test
    void exactCertificate_isNotMixedWithAWildcardOfAnotherKeyType() {
        CertificateStore store =
                store(certificate(1, KeyType.RSA, 90, "x.a.test"), certificate(2, KeyType.ECDSA, 90, "*.a.test"));

        assertThat(numbers(store.find("x.a.test"))).containsExactly(1);
    }

    @Test
    void ofTwoCertificates_theValidOneCounts_thenTheOneThatIsValidLonger() {
        CertificateStore store = store(
                certificate(1, KeyType.RSA, 30, "a.test"),
                certificate(2, KeyType.RSA, 90, "a.test", "expired.test"),
                certificate(3, KeyType.RSA, 60, "a.test"),
                certificate(4, KeyType.RSA, -1, "a.test", "gone.test"));

        assertThat(numbers(store.find("a.test"))).containsExactly(2);
        assertThat(numbers(store.find("gone.test"))).containsExactly(4);
    }

    @Test
    void identity_isItsCertificates() {
        ServerIdentity identity =
                store(certificate(1, KeyType.RSA, 30, "a.test")).find("a.test");

        assertThat(identity)
                .isEqualTo(store(certificate(1, KeyType.RSA, 30, "a.test")).find("a.test"));
        assertThat(identity)
                .isNotEqualTo(store(certificate(2, KeyType.RSA, 30, "a.test")).find("a.test"));
    }

    private static CertificateStore store(ServerCertificate... certificates) {
        return new CertificateStore(List.of(certificates), null, List.of(), Map.of(), NOW);
    }

    private static List<Integer> numbers(@Nullable ServerIdentity identity) {
        return identity == null
                ? List.of()
                : identity.certificates().stream()
                        .map(certificate -> (int) certificate.fingerprint()[0])
                        .toList();
    }

    private static ServerCertificate certificate(int number, KeyType type, int days, String... names) {
        byte[] fingerprint = new byte[32];
        fingerprint[0] = (byte) number;
        return new ServerCertificate(
                Path.of(number + ".pem"),
                type,
                List.of(names),
                NOW.minus(10, ChronoUnit.DAYS),
                NOW.plus(days, ChronoUnit.DAYS),
                fingerprint,
                List.of(),
                new byte[0]);
    }
}
