package dev.headrace.front.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A server that answers requests.
 *
 * @param host its name or address, without brackets
 * @param port its port
 * @param tls how it is spoken to over TLS; null for in the clear
 */
public record Origin(String host, int port, @Nullable OriginTls tls) {
    /** Host and port as in a {@code Host} field (RFC 9110 §7.2). */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls != null ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (tls != null ? "https://" : "http://") + authority();
    }
}
