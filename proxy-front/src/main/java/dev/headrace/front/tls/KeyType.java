package dev.headrace.front.tls;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** What a certificate's key signs with. Ordered by preference: a client that can verify both gets the first. */
public enum KeyType {
    /** A key on an elliptic curve: the handshake costs a server about a tenth of what RSA's does. */
    ECDSA("EC"),
    /** For clients that know nothing newer. */
    RSA("RSA");

    private final String algorithm;

    KeyType(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The JDK's name of the algorithm. */
    String algorithm() {
        return algorithm;
    }

    static @Nullable KeyType of(PublicKey key) {
        for (KeyType type : values()) {
            if (type.algorithm.equals(key.getAlgorithm())) {
                return type;
            }
        }
        return null;
    }
}
