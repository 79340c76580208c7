package dev.headrace.front.config.value;

import java.net.InetSocketAddress;

/**
 * Where to listen, as in {@code 192.0.2.1:80}, {@code [::]:443}, {@code localhost:8080} or, at all addresses, {@code :443}.
 *
 * @param host a name, an address (IPv6 without brackets), or nothing for all addresses
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    /** Reads an address. */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new ValueException("should be an address and a port, such as 0.0.0.0:80, [::]:443 or :443");
        }
        int port = Ports.parse(text.substring(colon + 1), 0);
        String host = text.substring(0, colon);
        return new ListenAddress(host.isEmpty() ? "" : Ports.host(host), port);
    }

    /** The address to bind; a name is looked up now. */
    public InetSocketAddress socketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
