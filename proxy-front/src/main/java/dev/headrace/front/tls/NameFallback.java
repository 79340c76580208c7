package dev.headrace.front.tls;

/** What a client gets that asks for a name which no certificate has, or for none. */
public enum NameFallback {
    /**
     * A fatal alert: {@code unrecognized_name} for a name (RFC 6066 §3), {@code missing_extension} where there is none
     * (RFC 8446 §9.2).
     */
    ALERT,
    /** The default certificate; the alert if there is no default certificate. */
    DEFAULT_CERTIFICATE
}
