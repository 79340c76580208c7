package dev.headrace.front.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A server that answers requests.
 *
 * @param host its name or address, without brackets
 * @param port its port
 * @param tls how it is spoken to over TLS; null for in the clear
 * @param http2 whether it is spoken to by HTTP/2, without asking: by prior knowledge in the clear (RFC 9113 §3.3); over TLS it must agree
 */
public record Origin(String host, int port, @Nullable OriginTls tls, boolean http2) {
    /** A server for HTTP/1.1 in the clear. */
    public static Origin http(String host, int port) {
        return new Origin(host, port, null, false);
    }

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
