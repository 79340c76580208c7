package dev.headrace.adapter.example;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private static final int MOST = 65_535;

    private Addresses() {}

    /**
     * Reads {@code 8080}, {@code :8080}, {@code host:8080} or {@code [::1]:8080}; without a host it is the loopback address.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon <= 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(text, text.substring(colon + 1));
        return host.isEmpty()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(host, port);
    }

    /** The other direction. */
    static String format(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static int port(String text, String digits) {
        boolean isNumber = digits.matches("[0-9]{1,5}");
        if (!isNumber || Integer.parseInt(digits) > MOST) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no address: a port, or host:port, such as 127.0.0.1:8081, is needed");
        }
        return Integer.parseInt(digits);
    }
}
