package dev.headrace.front.tls;

import java.time.Duration;
import java.util.List;

/**
 * How TLS is served. Immutable.
 *
 * @param provider who does it
 * @param unknownName what a client gets that asks for a name which no certificate has
 * @param missingName what a client gets that asks for no name
 * @param handshakeTimeout from the connection's start to the end of the handshake
 * @param maxClientHelloBytes a longer greeting is refused; those of browsers with post-quantum keys have about 2,000 bytes
 * @param ticketKeyLifetime how long a key of session tickets seals new ones; it opens old ones for as long again. For the
 *     JDK provider, how long sessions can be resumed
 * @param maxContexts how many certificates are kept ready for handshakes, about 12 KB each; others are made ready when they
 *     are asked for, in about 0.1 ms
 * @param applicationProtocols for ALPN (RFC 7301), the preferred first; a client that offers only others is refused
 */
public record TlsOptions(
        TlsProvider provider,
        NameFallback unknownName,
        NameFallback missingName,
        Duration handshakeTimeout,
        int maxClientHelloBytes,
        Duration ticketKeyLifetime,
        int maxContexts,
        List<String> applicationProtocols) {
    private static final int LARGEST_CLIENT_HELLO = 0xFF_FFFF;

    /** Copies the list. */
    public TlsOptions {
        require(!handshakeTimeout.isNegative() && !handshakeTimeout.isZero(), "handshakeTimeout", handshakeTimeout);
        require(
                maxClientHelloBytes > 0 && maxClientHelloBytes <= LARGEST_CLIENT_HELLO,
                "maxClientHelloBytes",
                maxClientHelloBytes);
        // TLS 1.3 allows no ticket to live longer than 7 days (RFC 8446 §4.6.1).
        require(
                ticketKeyLifetime.toSeconds() > 0 && ticketKeyLifetime.compareTo(Duration.ofDays(7)) <= 0,
                "ticketKeyLifetime",
                ticketKeyLifetime);
        require(maxContexts > 0, "maxContexts", maxContexts);
        require(!applicationProtocols.isEmpty(), "applicationProtocols", applicationProtocols);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    private static void require(boolean right, String name, Object value) {
        if (!right) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
    }

    /** The best provider, alerts for unknown and missing names, 10 s for a handshake, h2 and http/1.1, new keys every 12 h. */
    public static TlsOptions defaults() {
        return new TlsOptions(
                TlsProvider.best(),
                NameFallback.ALERT,
                NameFallback.ALERT,
                Duration.ofSeconds(10),
                16 << 10,
                Duration.ofHours(12),
                10_000,
                List.of("h2", "http/1.1", "http/1.0"));
    }

    /** The same with another provider. */
    public TlsOptions withProvider(TlsProvider newProvider) {
        return new TlsOptions(
                newProvider,
                unknownName,
                missingName,
                handshakeTimeout,
                maxClientHelloBytes,
                ticketKeyLifetime,
                maxContexts,
                applicationProtocols);
    }

    /** The same with other answers to names that no certificate has, and to none. */
    public TlsOptions withFallback(NameFallback newUnknownName, NameFallback newMissingName) {
        return new TlsOptions(
                provider,
                newUnknownName,
                newMissingName,
                handshakeTimeout,
                maxClientHelloBytes,
                ticketKeyLifetime,
                maxContexts,
                applicationProtocols);
    }

    /** The same with another time for handshakes. */
    public TlsOptions withHandshakeTimeout(Duration newHandshakeTimeout) {
        return new TlsOptions(
                provider,
                unknownName,
                missingName,
                newHandshakeTimeout,
                maxClientHelloBytes,
                ticketKeyLifetime,
                maxContexts,
                applicationProtocols);
    }

    /** The same with another number of certificates that are kept ready. */
    public TlsOptions withMaxContexts(int newMaxContexts) {
        return new TlsOptions(
                provider,
                unknownName,
                missingName,
                handshakeTimeout,
                maxClientHelloBytes,
                ticketKeyLifetime,
                newMaxContexts,
                applicationProtocols);
    }
}
