package dev.headrace.front.tls;

import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** What differs between the providers. Threads may share it. */
interface TlsEngine {
    /**
     * Makes sure that this certificate and its key can be served.
     *
     * @throws BadCertificateException if not, or if the key does not belong to the certificate
     */
    void check(ServerCertificate certificate, X509Certificate parsed) throws BadCertificateException;

    /** Makes a context that shows this identity. Who gets it releases it. */
    SslContext newContext(ServerIdentity identity, TlsOptions options) throws SSLException;

    /** Gives a context its keys of session tickets, where that is ours to do. */
    void setTicketKeys(SslContext context, TicketKeys.Generation keys);
}
