package dev.headrace.front.tls;

import io.netty.channel.ChannelPipeline;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of TLS 1.2 and 1.3, for any number of names. Threads may share it.
 *
 * <p>A client's greeting is awaited, the certificate found by the name in it, and the handshake done by a context that is made
 * when its certificate is first asked for. In the pipeline, {@link TlsEvent} tells how it ended; what follows is plain text.
 * Renegotiation and compression are refused; sessions are resumed by tickets, and only at the identity where they began.
 *
 * <p>Nothing here blocks: {@link CertificateReader} reads files beforehand.
 */
public final class TlsServer implements AutoCloseable {
    private final TlsOptions options;
    private final Contexts contexts;
    private volatile CertificateStore certificates;

    /** Serves these certificates. */
    public TlsServer(CertificateStore certificates, TlsOptions options) {
        this(certificates, options, InstantSource.system());
    }

    /** Serves these certificates; ticket keys live by this clock. */
    TlsServer(CertificateStore certificates, TlsOptions options, InstantSource clock) {
        this.certificates = certificates;
        this.options = options;
        this.contexts = new Contexts(options, clock);
    }

    /**
     * Makes TLS the next thing in this pipeline, from its end on. The channel reads by itself until the handshake has ended
     * ({@code autoRead}). Exceptions of the handshake go through the pipeline, after their {@link TlsEvent.Failed}.
     */
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast("tls", new ClientHelloHandler(this));
    }

    /**
     * Serves other certificates from now on. Connections go on; sessions too, where the certificates of the name are the same
     * as before.
     */
    public void reload(CertificateStore newCertificates) {
        certificates = newCertificates;
        contexts.keepOnly(newCertificates::shows);
    }

    /** What is served now. */
    public CertificateStore certificates() {
        return certificates;
    }

    /** How it is served. */
    public TlsOptions options() {
        return options;
    }

    /** How many identities are ready for handshakes: never more than {@link TlsOptions#maxContexts()}. */
    public long contextCount() {
        return contexts.count();
    }

    /** Lets go of the memory outside the heap, as soon as connections no longer use it. */
    @Override
    public void close() {
        certificates = CertificateStore.empty();
        contexts.keepOnly(identity -> false);
    }

    Contexts contexts() {
        return contexts;
    }

    /** Null if the client shall get an alert. */
    @Nullable
    ServerIdentity identityFor(ClientHello hello) {
        CertificateStore store = certificates;
        String name = hello.serverName();
        ServerIdentity identity = name == null ? null : store.find(name);
        if (identity != null) {
            return identity;
        }
        NameFallback fallback = hello.hasServerName() ? options.unknownName() : options.missingName();
        return fallback == NameFallback.DEFAULT_CERTIFICATE ? store.defaultIdentity() : null;
    }
}
