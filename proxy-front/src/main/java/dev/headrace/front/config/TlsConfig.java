package dev.headrace.front.config;

import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Certificates, and how TLS is spoken with clients.
 *
 * @param provider what does the cryptography: auto, openssl (BoringSSL) or jdk; auto, the default, is openssl where it loads
 * @param certificates the folder with certificates and keys in PEM; default "certs"
 * @param defaultCertificate the name of the certificate for clients that send no server name
 * @param unknownName what a client gets that asks for a name without certificate: alert (unrecognized_name, RFC 6066 §3), the
 *     default, or the default certificate
 * @param ticketLifetime how long a session can be resumed, from 1m to 7d (RFC 8446 §4.6.1); default 12h
 * @param cachedContexts certificates whose contexts are held ready, from 1 to 1,000,000; default 1,000
 */
public record TlsConfig(
        @Default("auto") Provider provider,
        @Default("certs") Path certificates,
        @Nullable String defaultCertificate,
        @Default("alert") UnknownName unknownName,
        @Default("12h") @Bounds(min = "1m", max = "7d") Duration ticketLifetime,
        @Default("1000") @Bounds(min = "1", max = "1000000") int cachedContexts) {
    /** What does the cryptography. */
    public enum Provider {
        /** BoringSSL if it loads, else the JDK. */
        AUTO,
        /** BoringSSL. */
        OPENSSL,
        /** The JDK. */
        JDK
    }

    /** What to do about a server name that has no certificate. */
    public enum UnknownName {
        /** End the handshake with the alert unrecognized_name. */
        ALERT,
        /** Go on with the default certificate. */
        DEFAULT
    }
}
