package dev.headrace.front.tls;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate with its chain and private key. It is kept as the bytes that it was read from: about 2 KB with one
 * intermediate, which certificates of one issuer share.
 */
public final class ServerCertificate {
    private final Path file;
    private final KeyType keyType;
    private final List<String> names;
    private final Instant notBefore;
    private final Instant notAfter;
    private final byte[] fingerprint;
    private final List<byte[]> chain;
    private final byte[] key;

    ServerCertificate(
            Path file,
            KeyType keyType,
            List<String> names,
            Instant notBefore,
            Instant notAfter,
            byte[] fingerprint,
            List<byte[]> chain,
            byte[] key) {
        this.file = file;
        this.keyType = keyType;
        this.names = List.copyOf(names);
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        this.fingerprint = fingerprint;
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /** The file of the certificate; its key may be in another one. */
    public Path file() {
        return file;
    }

    /** What its key signs with. */
    public KeyType keyType() {
        return keyType;
    }

    /** The host names that it is for, in lower case, wildcards as {@code *.example.com}. */
    public List<String> names() {
        return names;
    }

    /** The first instant at which it is valid. */
    public Instant notBefore() {
        return notBefore;
    }

    /** The last second in which it is valid. */
    public Instant notAfter() {
        return notAfter;
    }

    /** Whether clients will take it at that time. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(notBefore) && !time.isAfter(notAfter);
    }

    /** SHA-256 of the certificate and its chain. */
    byte[] fingerprint() {
        return fingerprint;
    }

    /** DER; the certificate itself comes first. */
    List<byte[]> chain() {
        return chain;
    }

    /** PKCS#8, DER. */
    byte[] key() {
        return key;
    }

    @Override
    public String toString() {
        return keyType + " certificate " + HexFormat.of().formatHex(fingerprint, 0, 4) + " of " + names + " in " + file;
    }
}
