package dev.headrace.front.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys of one server identity, at most one for each type of key; the type's name is the alias. */
abstract class KeyManager extends X509ExtendedKeyManager {
    /** A certificate as the JDK wants it. */
    record Entry(KeyType type, List<X509Certificate> chain, PrivateKey key) {}

    private final List<Entry> entries;

    KeyManager(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * The alias to be used with keys of an algorithm, or null if there is none that the client can verify.
     *
     * @param algorithm as the JDK names those of keys
     */
    abstract @Nullable String choose(String algorithm, SSLEngine engine);

    final @Nullable Entry entry(String algorithm) {
        for (Entry entry : entries) {
            if (entry.type.algorithm().equals(algorithm)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // The interface is older than annotations: null is how it says "none".
    public final @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(keyType, engine);
    }

    @Override
    public final X509Certificate @Nullable [] getCertificateChain(String alias) {
        Entry entry = entry(alias);
        return entry == null ? null : entry.chain.toArray(X509Certificate[]::new);
    }

    @Override
    public final @Nullable PrivateKey getPrivateKey(String alias) {
        Entry entry = entry(alias);
        return entry == null ? null : entry.key;
    }

    @Override
    public final String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return entry(keyType) == null ? null : new String[] {keyType};
    }

    @Override
    public final @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public final String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public final @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
