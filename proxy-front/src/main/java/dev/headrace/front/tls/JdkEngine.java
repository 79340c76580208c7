package dev.headrace.front.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The JDK. Each of its contexts has a cache of sessions and ticket keys of its own, which the JDK renews. */
final class JdkEngine implements TlsEngine {
    /** Sessions in the cache of a context, for clients without tickets. The JDK's own default is 20,480. */
    private static final int MAX_SESSIONS = 256;

    private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

    /** The JDK's default allows it, and any client could then make a server work. It reads this once. */
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    JdkEngine() {
        if (System.getProperty(REJECT_RENEGOTIATION) == null) {
            System.setProperty(REJECT_RENEGOTIATION, "true");
        }
    }

    @Override
    public void check(ServerCertificate certificate, X509Certificate parsed) throws BadCertificateException {
        boolean own;
        try {
            PrivateKey key = privateKey(certificate);
            own = key instanceof RSAPrivateKey rsaKey && parsed.getPublicKey() instanceof RSAPublicKey rsaPublic
                    ? rsaKey.getModulus().equals(rsaPublic.getModulus())
                    : verifies(parsed, key);
        } catch (GeneralSecurityException e) {
            throw new BadCertificateException("the JDK does not take its private key: " + e.getMessage(), e);
        }
        if (!own) {
            throw BadCertificateException.otherKey(null);
        }
    }

    private static boolean verifies(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(PROBE);
        return signature.verify(signed);
    }

    @Override
    public SslContext newContext(ServerIdentity identity, TlsOptions options) throws SSLException {
        List<KeyManager.Entry> entries = new ArrayList<>(2);
        try {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            for (ServerCertificate certificate : identity.certificates()) {
                List<X509Certificate> chain = new ArrayList<>();
                for (byte[] der : certificate.chain()) {
                    chain.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der)));
                }
                entries.add(new KeyManager.Entry(certificate.keyType(), chain, privateKey(certificate)));
            }
        } catch (GeneralSecurityException e) {
            throw new SSLException("cannot use " + identity, e);
        }
        return Contexts.common(SslContextBuilder.forServer(new PreferredKeyManager(entries)), options)
                .sslProvider(SslProvider.JDK)
                .sessionCacheSize(MAX_SESSIONS)
                .build();
    }

    @Override
    public void setTicketKeys(SslContext context, TicketKeys.Generation keys) {
        // They are the JDK's business.
    }

    private static PrivateKey privateKey(ServerCertificate certificate) throws GeneralSecurityException {
        return KeyFactory.getInstance(certificate.keyType().algorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(certificate.key()));
    }

    /** Keeps RSA for clients that cannot verify ECDSA: under TLS 1.3 the JDK would go by the client's order. */
    private static final class PreferredKeyManager extends KeyManager {
        PreferredKeyManager(List<Entry> entries) {
            super(entries);
        }

        @Override
        @Nullable
        String choose(String algorithm, SSLEngine engine) {
            Entry entry = entry(algorithm);
            if (entry == null || entry.type() == KeyType.RSA && verifiesEcdsa(engine)) {
                return null;
            }
            return algorithm;
        }

        private boolean verifiesEcdsa(SSLEngine engine) {
            Entry ecdsa = entry(KeyType.ECDSA.algorithm());
            return ecdsa != null
                    && engine.getHandshakeSession() instanceof ExtendedSSLSession session
                    && "TLSv1.3".equals(session.getProtocol())
                    && Arrays.asList(session.getPeerSupportedSignatureAlgorithms())
                            .contains(signature(ecdsa));
        }

        /** TLS 1.3 ties each curve to one hash (RFC 8446 §4.2.3). */
        private static String signature(Entry ecdsa) {
            int bits = ((ECPublicKey) ecdsa.chain().get(0).getPublicKey())
                    .getParams()
                    .getOrder()
                    .bitLength();
            return bits <= 256 ? "SHA256withECDSA" : bits <= 384 ? "SHA384withECDSA" : "SHA512withECDSA";
        }
    }
}
