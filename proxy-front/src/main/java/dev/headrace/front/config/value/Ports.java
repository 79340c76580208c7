package dev.headrace.front.config.value;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** The host and port of an authority (RFC 3986 §3.2). */
final class Ports {
    private static final int MAX = 65_535;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    private Ports() {}

    static int parse(String text, int min) {
        if (!DIGITS.matcher(text).matches() || Integer.parseInt(text) > MAX || Integer.parseInt(text) < min) {
            throw new ValueException("should have a port from " + min + " to " + MAX);
        }
        return Integer.parseInt(text);
    }

    /** A name or an address; IPv6 loses its brackets. */
    static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            InetAddress address = IpAddresses.parse(text.substring(1, text.length() - 1));
            if (address != null) {
                return address.getHostAddress();
            }
        }
        if (text.indexOf(':') >= 0) {
            throw new ValueException("should have an IPv6 address in brackets, as in [::1]:8080");
        }
        return HostNames.parse(text);
    }
}
