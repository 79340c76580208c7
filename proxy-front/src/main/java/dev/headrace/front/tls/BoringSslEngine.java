package dev.headrace.front.tls;

import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.OpenSslCredentialBuilder;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.PemPrivateKey;
import io.netty.handler.ssl.PemX509Certificate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * BoringSSL. Certificates and keys go to it as they were read; no Java object is made of them. BoringSSL itself picks the
 * first credential that the client can verify, so that ECDSA and RSA stand side by side in one context.
 *
 * <p>Sessions live in tickets alone: a cache of sessions in each context would cost memory for what clients of the last ten
 * years do not need. The identity is the session id context, so that a ticket of one identity is worth nothing at another
 * one, though all contexts share their keys (RFC 6066 §3).
 */
final class BoringSslEngine implements TlsEngine {
    /** Says that there is a key for any algorithm, and then gives none: those of the context are used. */
    private static final KeyManager NO_KEY = new KeyManager(List.of()) {
        @Override
        String choose(String algorithm, SSLEngine engine) {
            return "credential of the context";
        }
    };

    private static final byte[] END_OF_LINE = {'\n'};

    @Override
    public void check(ServerCertificate certificate, X509Certificate parsed) throws BadCertificateException {
        try {
            credential(certificate).release();
        } catch (IllegalStateException e) {
            String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
            throw reason.contains("KEY_VALUES_MISMATCH") || reason.contains("KEY_TYPE_MISMATCH")
                    ? BadCertificateException.otherKey(e)
                    : new BadCertificateException("BoringSSL does not take it: " + reason, e);
        }
    }

    @Override
    public SslContext newContext(ServerIdentity identity, TlsOptions options) throws SSLException {
        List<OpenSslCredential> credentials = new ArrayList<>(2);
        try {
            for (ServerCertificate certificate : identity.certificates()) {
                credentials.add(credential(certificate));
            }
            SslContext context = Contexts.common(SslContextBuilder.forServer(NO_KEY), options)
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    // A task would run on the same thread.
                    .option(OpenSslContextOption.USE_TASKS, false)
                    .addCredentials(credentials)
                    .build();
            OpenSslServerSessionContext sessions = (OpenSslServerSessionContext) context.sessionContext();
            sessions.setSessionCacheEnabled(false);
            if (!sessions.setSessionIdContext(identity.id())) {
                ReferenceCountUtil.release(context);
                throw new SSLException("BoringSSL refused the session id context");
            }
            return context;
        } catch (IllegalStateException e) {
            throw new SSLException("BoringSSL does not take " + identity, e);
        } finally {
            credentials.forEach(OpenSslCredential::release);
        }
    }

    @Override
    public void setTicketKeys(SslContext context, TicketKeys.Generation keys) {
        ((OpenSslServerSessionContext) context.sessionContext()).setTicketKeys(keys.newestFirst());
    }

    private static OpenSslCredential credential(ServerCertificate certificate) {
        PemX509Certificate chain = PemX509Certificate.valueOf(pem("CERTIFICATE", certificate.chain()));
        // Netty wipes the key's bytes when they are released.
        PemPrivateKey key = PemPrivateKey.valueOf(pem("PRIVATE KEY", List.of(certificate.key())));
        try {
            return OpenSslCredentialBuilder.forX509(key, chain).build();
        } finally {
            key.release();
            chain.release();
        }
    }

    private static byte[] pem(String label, List<byte[]> blocks) {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, END_OF_LINE);
        ByteArrayOutputStream pem = new ByteArrayOutputStream(4096);
        for (byte[] block : blocks) {
            pem.writeBytes(("-----BEGIN " + label + "-----\n").getBytes(StandardCharsets.US_ASCII));
            pem.writeBytes(base64.encode(block));
            pem.writeBytes(("\n-----END " + label + "-----\n").getBytes(StandardCharsets.US_ASCII));
        }
        return pem.toByteArray();
    }
}
