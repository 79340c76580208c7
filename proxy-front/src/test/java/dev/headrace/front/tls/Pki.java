package dev.headrace.front.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** An authority with one intermediate, and certificates of hosts that it issues. */
public final class Pki {
    /** The authority. */
    public static final X509Bundle ROOT = authority("CN=Root", null);

    static final X509Bundle INTERMEDIATE = authority("CN=Intermediate", ROOT);

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    /** One is enough: they take long to make. */
    private static final KeyPair RSA = rsaKey();

    private Pki() {}

    private static X509Bundle authority(String subject, @Nullable X509Bundle issuer) {
        CertificateBuilder builder = new CertificateBuilder()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .ecp256();
        try {
            return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate to be built, for these names; its key is on P-256. */
    public static CertificateBuilder host(String... names) {
        Instant now = Instant.now();
        CertificateBuilder builder = new CertificateBuilder()
                .subject("CN=" + names[0].replace("*", "any"))
                .notBefore(now.minus(1, ChronoUnit.DAYS))
                .notAfter(now.plus(90, ChronoUnit.DAYS))
                .ecp256();
        GeneralName[] all = Stream.of(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        // The builder's own method for DNS names takes no stars.
        return builder.addExtensionOctetString(SUBJECT_ALTERNATIVE_NAME, false, encoded(new GeneralNames(all)));
    }

    private static byte[] encoded(GeneralNames names) {
        try {
            return names.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate for these names, with a key on P-256. */
    public static X509Bundle ecdsa(String... names) throws Exception {
        return issue(host(names));
    }

    /** A certificate for these names, with an RSA key. */
    public static X509Bundle rsa(String... names) throws Exception {
        return issue(host(names).keyPair(RSA));
    }

    /** Has the intermediate authority sign. */
    public static X509Bundle issue(CertificateBuilder builder) throws Exception {
        return builder.buildIssuedBy(INTERMEDIATE);
    }

    /** Certificate, chain and key, as they stand in one file. */
    public static String pem(X509Bundle bundle) {
        return bundle.getCertificatePathPEM() + bundle.getPrivateKeyPEM();
    }

    /** Writes certificate, chain and key. */
    public static Path write(Path file, X509Bundle bundle) throws IOException {
        return Files.writeString(file, pem(bundle));
    }
}
