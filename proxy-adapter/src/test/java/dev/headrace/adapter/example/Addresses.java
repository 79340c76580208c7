package dev.headrace.adapter.example;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private static final int MOST = 65_535;

    private Addresses() {}

    /**
     * Reads {@code 8080}, {@code :8080}, {@code host:8080}, {@code http://host:8080/} or {@code [::1]:8080}; without a host it is the
     * loopback address.
     *
     * @throws IllegalArgumentException if it is none of these, or nobody knows the host
     */
    static InetSocketAddress parse(String argument) {
        String text = argument.replaceFirst("^http://", "").replaceFirst("/$", "");
        int colon = text.lastIndexOf(':');
        String host = colon <= 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(argument, text.substring(colon + 1));
        if (host.isEmpty()) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("\"" + argument + "\": no address is known for the host " + host);
        }
        return address;
    }

    /** The other direction. */
    static String format(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
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
