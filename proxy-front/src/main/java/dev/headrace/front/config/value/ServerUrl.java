package dev.headrace.front.config.value;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A server of an upstream, as in {@code http://127.0.0.1:8080}, or {@code https://origin.example}.
 *
 * @param scheme how it is spoken to
 * @param host a name, or an address (IPv6 without brackets)
 * @param port that of the scheme if none is given
 */
public record ServerUrl(Scheme scheme, String host, int port) {
    private static final Pattern MORE_THAN_A_SERVER = Pattern.compile("[/?#@]");

    /** How a server is spoken to. */
    public enum Scheme {
        /** HTTP/1.1 in the clear (RFC 9112). Port 80. */
        HTTP(80),
        /** HTTP/1.1 over TLS. Port 443. */
        HTTPS(443);

        private final int defaultPort;

        Scheme(int defaultPort) {
            this.defaultPort = defaultPort;
        }
    }

    /** Reads a URL. */
    public static ServerUrl parse(String text) {
        int colon = text.indexOf("://");
        Scheme scheme = scheme(colon < 0 ? "" : text.substring(0, colon));
        String authority = text.substring(colon + 3);
        if (MORE_THAN_A_SERVER.matcher(authority).find()) {
            throw new ValueException("should be a server alone, such as http://127.0.0.1:8080, without path or user");
        }
        int port = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        return port < 0
                ? new ServerUrl(scheme, Ports.host(authority), scheme.defaultPort)
                : new ServerUrl(
                        scheme,
                        Ports.host(authority.substring(0, port)),
                        Ports.parse(authority.substring(port + 1), 1));
    }

    private static Scheme scheme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http" -> Scheme.HTTP;
            case "https" -> Scheme.HTTPS;
            default -> throw new ValueException("should begin with http:// or https://");
        };
    }

    @Override
    public String toString() {
        return scheme.name().toLowerCase(Locale.ROOT) + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                + port;
    }
}
