package dev.headrace.front.tls;

import org.jspecify.annotations.Nullable;

/** How a handshake ended: a user event in the pipeline of the connection, once for each that was begun. */
public sealed interface TlsEvent {
    /** The name that the client asked for, in lower case; null if it asked for none, or for one that no host can have. */
    @Nullable
    String serverName();

    /**
     * The connection is secured. The event comes before the first byte of the application.
     *
     * @param serverName see {@link TlsEvent#serverName()}; not null does not mean that a certificate has this name, unless
     *     unknown names get an alert
     * @param applicationProtocol as ALPN chose it; {@code http/1.1} where the client knows no ALPN
     * @param protocol as the JDK names it, {@code TLSv1.3}
     * @param cipherSuite as the JDK names it
     */
    record Established(@Nullable String serverName, String applicationProtocol, String protocol, String cipherSuite)
            implements TlsEvent {}

    /**
     * There will be no connection. It is closed, or will be as soon as the alert is sent.
     *
     * @param serverName see {@link TlsEvent#serverName()}
     * @param reason in one word
     * @param cause in full; null where the reason says it all
     */
    record Failed(
            @Nullable String serverName,
            Reason reason,
            @Nullable Throwable cause) implements TlsEvent {}

    /** Why a handshake failed. */
    enum Reason {
        /** What came first is not TLS. */
        NOT_TLS,
        /** The client's greeting is broken, or longer than allowed. */
        BAD_CLIENT_HELLO,
        /** No certificate has the name. */
        UNKNOWN_NAME,
        /** There is no name. */
        MISSING_NAME,
        /** The client offers only application protocols that are not served (RFC 7301 §3.2). */
        NO_APPLICATION_PROTOCOL,
        /** It took too long. */
        TIMEOUT,
        /** The client went away in between. */
        DISCONNECTED,
        /** The two sides did not agree, or one broke the protocol. */
        HANDSHAKE,
        /** The certificate cannot be used; the cause says why. */
        INTERNAL
    }
}
