package dev.headrace.front.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCredential;
import org.jspecify.annotations.Nullable;

/** Who does the cryptography and the protocol. */
public enum TlsProvider {
    /** BoringSSL, by way of netty-tcnative: less than half of the CPU time of the JDK's. */
    BORINGSSL,
    /**
     * The JDK. The property {@code jdk.tls.rejectClientInitiatedRenegotiation} should be {@code true} before the first
     * connection, or clients of TLS 1.2 can ask for new handshakes at will; {@link TlsServer} sets it if nobody has.
     */
    JDK;

    /** BoringSSL where it can be loaded, else the JDK's; {@link #whyNotBoringSsl()} tells the reason. */
    public static TlsProvider best() {
        return whyNotBoringSsl() == null ? BORINGSSL : JDK;
    }

    /** One line on why BoringSSL cannot be used here, for the log; null if it can. */
    public static @Nullable String whyNotBoringSsl() {
        if (OpenSsl.isAvailable()) {
            return OpenSslCredential.isAvailable()
                    ? null
                    : "the native library is not BoringSSL but " + OpenSsl.versionString();
        }
        Throwable cause = OpenSsl.unavailabilityCause();
        return "its native library was not loaded: "
                + (cause == null
                        ? "unknown cause"
                        : String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString()));
    }

    TlsEngine engine() {
        return switch (this) {
            case BORINGSSL -> new BoringSslEngine();
            case JDK -> new JdkEngine();
        };
    }
}
