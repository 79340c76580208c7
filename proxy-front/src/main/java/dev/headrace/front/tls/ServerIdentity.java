package dev.headrace.front.tls;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a server shows for a name: one certificate, or one for each type of key. Two are equal if their certificates and
 * chains are the same bytes.
 */
public final class ServerIdentity {
    private final List<ServerCertificate> certificates;
    private final byte[] id;

    /** Certificates of different key types, at least one. */
    ServerIdentity(List<ServerCertificate> certificates) {
        this.certificates = certificates.stream()
                .sorted(Comparator.comparing(ServerCertificate::keyType))
                .toList();
        this.id = id(this.certificates);
    }

    private static byte[] id(List<ServerCertificate> certificates) {
        if (certificates.size() == 1) {
            return certificates.get(0).fingerprint();
        }
        MessageDigest sha256 = Sha256.digest();
        certificates.forEach(certificate -> sha256.update(certificate.fingerprint()));
        return sha256.digest();
    }

    /** The preferred key type first. */
    public List<ServerCertificate> certificates() {
        return certificates;
    }

    /** 32 bytes that no other identity has. */
    byte[] id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerIdentity that && Arrays.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        // The bytes are a digest: any four of them are a good hash.
        return id[0] << 24 | (id[1] & 0xFF) << 16 | (id[2] & 0xFF) << 8 | id[3] & 0xFF;
    }

    @Override
    public String toString() {
        return certificates.toString();
    }
}
