package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.tls.CertificateProblem.Severity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateReaderTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void folder_isReadWithKeysInTheSameFileOrBesideIt(TlsProvider provider) throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test"));
        X509Bundle b = Pki.rsa("b.test", "*.b.test");
        Files.writeString(folder.resolve("b.crt"), b.getCertificatePathPEM());
        Files.writeString(folder.resolve("b.key"), b.getPrivateKeyPEM());
        Files.writeString(folder.resolve("README"), "not for us");
        Files.writeString(folder.resolve(".hidden.pem"), "not for us");

        CertificateStore store = read(provider);

        assertThat(store.problems()).isEmpty();
        assertThat(store.certificates()).hasSize(2);
        assertThat(store.certificates().get(0).names()).containsExactly("a.test");
        assertThat(store.certificates().get(0).chain()).hasSize(2);
        assertThat(store.certificates().get(1).keyType()).isEqualTo(KeyType.RSA);
        assertThat(store.certificates().get(1).names()).containsExactly("b.test", "*.b.test");
    }

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void keyOfAnotherCertificate_isTold_andOthersAreLoaded(TlsProvider provider) throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test"));
        Files.writeString(
                folder.resolve("b.pem"),
                Pki.ecdsa("b.test").getCertificatePathPEM()
                        + Pki.ecdsa("b.test").getPrivateKeyPEM());
        Files.writeString(
                folder.resolve("c.pem"),
                Pki.ecdsa("c.test").getCertificatePathPEM() + Pki.rsa("c.test").getPrivateKeyPEM());

        CertificateStore store = read(provider);

        assertThat(store.certificates()).hasSize(1);
        assertThat(store.problems())
                .extracting(CertificateProblem::file)
                .containsExactly(folder.resolve("b.pem"), folder.resolve("c.pem"));
        assertThat(store.problems()).extracting(CertificateProblem::severity).containsOnly(Severity.ERROR);
        assertThat(store.problems().get(0).message()).startsWith("the private key does not belong to the certificate");
    }

    @Test
    void certificateOutOfItsTime_isServedAndTold() throws Exception {
        Instant now = Instant.now();
        Pki.write(
                folder.resolve("expired.pem"),
                Pki.issue(Pki.host("expired.test").notAfter(now.minus(Duration.ofHours(1)))));
        Pki.write(
                folder.resolve("future.pem"),
                Pki.issue(Pki.host("future.test").notBefore(now.plus(Duration.ofHours(1)))));

        CertificateStore store = read(TlsProvider.best());

        assertThat(store.certificates()).hasSize(2);
        assertThat(store.problems()).extracting(CertificateProblem::severity).containsOnly(Severity.WARNING);
        assertThat(store.problems().get(0).toString())
                .startsWith(folder.resolve("expired.pem") + ": the certificate has expired at 20");
        assertThat(store.problems().get(1).message()).startsWith("the certificate is not valid before 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                            | there is no certificate in it: a block
            -----BEGIN CERTIFICATE-----                                   | line 1: no "-----END CERTIFICATE-----" ends this block
            `-----BEGIN X`                                                | line 1: "-----BEGIN" without a label
            -----BEGIN CERTIFICATE-----\\nx\\n-----END CERTIFICATE-----   | line 1: this block is not Base64
            -----BEGIN ENCRYPTED PRIVATE KEY-----\\nAAAA\\n-----END ENCRYPTED PRIVATE KEY----- | the private key is encrypted; only plain ones
            -----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\n\\nAAAA\\n-----END RSA PRIVATE KEY----- | the private key is encrypted
            -----BEGIN EC PRIVATE KEY-----\\nMAA=\\n-----END EC PRIVATE KEY----- | the block "EC PRIVATE KEY" does not hold such a key
            """)
    void brokenFile_isToldWithItsPlace(String text, String message) throws Exception {
        Files.writeString(folder.resolve("a.pem"), text.replace("\\n", "\n"));

        assertOnlyProblem(message);
    }

    @Test
    void brokenCertificate_isTold() throws Exception {
        Files.writeString(
                folder.resolve("a.pem"),
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
                        + Pki.ecdsa("a.test").getPrivateKeyPEM());

        assertOnlyProblem("its certificate 1 is broken: ");
    }

    @Test
    void missingKey_isTold() throws Exception {
        Files.writeString(folder.resolve("a.crt"), Pki.ecdsa("a.test").getCertificatePathPEM());

        assertOnlyProblem("there is no private key, neither in it nor in a file a.key beside it");
    }

    @Test
    void keyWithoutCertificate_isTold() throws Exception {
        Files.writeString(folder.resolve("a.key"), Pki.ecdsa("a.test").getPrivateKeyPEM());

        assertOnlyProblem("there is no certificate to this key: a.crt or a.pem");
    }

    @Test
    void secondKey_isTold() throws Exception {
        X509Bundle bundle = Pki.ecdsa("a.test");
        Files.writeString(folder.resolve("a.pem"), Pki.pem(bundle) + bundle.getPrivateKeyPEM());

        assertOnlyProblem("a.pem should hold one private key, and holds 2");
    }

    @Test
    void keyThatBrowsersDoNotKnow_isTold() throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.issue(Pki.host("a.test").algorithm(Algorithm.ed25519)));

        assertOnlyProblem("its key is for EdDSA; RSA, and ECDSA on P-256, P-384 or P-521 can be served");
    }

    @Test
    void largeFile_isToldAndNotRead() throws Exception {
        Files.write(folder.resolve("a.pem"), new byte[PemFile.MAX_BYTES + 1]);

        assertOnlyProblem("this is no file of certificates: it has more than 1 MiB");
    }

    @Test
    void missingPlaces_areTold() {
        CertificateStore store = new CertificateReader(TlsProvider.best())
                .read(List.of(folder.resolve("none")), folder.resolve("default.pem"), CertificateStore.empty());

        assertThat(store.problems())
                .extracting(CertificateProblem::toString)
                .containsExactly(
                        folder.resolve("none") + ": there is no such file",
                        folder.resolve("default.pem") + ": there is no such file");
        assertThat(store.defaultIdentity()).isNull();
    }

    @Test
    void namesThatNoHostHas_andChainsOutOfOrder_areTold() throws Exception {
        X509Bundle bundle = Pki.ecdsa("f*.a.test", "*.*.a.test", "ok.a.test");
        Files.writeString(
                folder.resolve("a.pem"),
                bundle.getCertificatePEM()
                        + Pki.ROOT.getCertificatePEM()
                        + Pki.INTERMEDIATE.getCertificatePEM()
                        + bundle.getPrivateKeyPEM());

        CertificateStore store = read(TlsProvider.best());

        assertThat(store.certificates().get(0).names()).containsExactly("ok.a.test");
        assertThat(store.problems())
                .extracting(CertificateProblem::message)
                .satisfiesExactly(
                        message -> assertThat(message).startsWith("the certificate's name \"f*.a.test\" cannot be"),
                        message -> assertThat(message).startsWith("the certificate's name \"*.*.a.test\" cannot be"),
                        message -> assertThat(message)
                                .isEqualTo("the chain is out of order: certificate 1 was issued by "
                                        + "\"CN=Intermediate\", and certificate 2 is of \"CN=Root\""),
                        message -> assertThat(message).startsWith("the chain is out of order: certificate 2 was"));
    }

    @Test
    void commonName_isNotRead() throws Exception {
        Pki.write(
                folder.resolve("a.pem"),
                Pki.issue(new CertificateBuilder().subject("CN=a.test").ecp256()));

        CertificateStore store = read(TlsProvider.best());

        assertThat(store.find("a.test")).isNull();
        assertThat(store.problems().get(0).message()).startsWith("no host finds this certificate");
    }

    @Test
    void reading_again_takesOnlyWhatHasChanged() throws Exception {
        Pki.write(folder.resolve("a.pem"), Pki.ecdsa("a.test"));
        Path b = Pki.write(folder.resolve("b.pem"), Pki.ecdsa("b.test"));
        Path c = Pki.write(folder.resolve("c.pem"), Pki.issue(Pki.host("c.test").notAfter(Instant.now())));
        CertificateReader reader = new CertificateReader(TlsProvider.best());
        CertificateStore before = reader.read(List.of(folder), null, CertificateStore.empty());
        Files.writeString(b, "nothing");

        CertificateStore after = reader.read(List.of(folder), null, before);

        assertThat(after.certificates()).hasSize(2);
        assertThat(after.certificates().get(0)).isSameAs(before.certificates().get(0));
        assertThat(after.find("b.test")).isNull();
        assertThat(after.problems()).extracting(CertificateProblem::file).containsExactly(b, c);

        Pki.write(b, Pki.ecdsa("new.b.test"));
        assertThat(reader.read(List.of(folder), null, after).find("new.b.test")).isNotNull();
    }

    @Test
    void defaultCertificate_mayBeOneOfThoseInTheFolder() throws Exception {
        Path ecdsa = Pki.write(folder.resolve("ecdsa.pem"), Pki.ecdsa("a.test"));
        Pki.write(folder.resolve("rsa.pem"), Pki.rsa("a.test"));

        CertificateStore store =
                new CertificateReader(TlsProvider.best()).read(List.of(folder), ecdsa, CertificateStore.empty());

        assertThat(store.certificates()).hasSize(2);
        assertThat(Objects.requireNonNull(store.defaultIdentity()).certificates())
                .extracting(ServerCertificate::keyType)
                .containsExactly(KeyType.ECDSA, KeyType.RSA);
    }

    private CertificateStore read(TlsProvider provider) {
        return new CertificateReader(provider).read(List.of(folder), null, CertificateStore.empty());
    }

    private void assertOnlyProblem(String message) {
        CertificateStore store = read(TlsProvider.best());

        assertThat(store.certificates()).isEmpty();
        assertThat(store.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.message()).startsWith(message);
        });
    }
}
