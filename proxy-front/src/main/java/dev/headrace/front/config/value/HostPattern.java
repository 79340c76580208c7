package dev.headrace.front.config.value;

/**
 * Which hosts: one, as in {@code shop.example}, or, with {@code *} in place of the leftmost label, all that have exactly one
 * more label, as in {@code *.shop.example} (RFC 6125 §6.4.3). An IP address, IPv6 in brackets, is a host, too.
 *
 * @param wildcard whether the leftmost label is {@code *}
 * @param name without the wildcard, in A-labels and lower case
 */
public record HostPattern(boolean wildcard, String name) {
    private static final String WILDCARD = "*.";

    /** Reads a pattern. */
    public static HostPattern parse(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return new HostPattern(false, v6(text));
        }
        boolean wildcard = text.startsWith(WILDCARD);
        String name = wildcard ? text.substring(WILDCARD.length()) : text;
        if (name.indexOf('*') >= 0) {
            throw new ValueException("should have * only as the whole leftmost label, as in *.shop.example");
        }
        if (name.indexOf(':') >= 0) {
            throw new ValueException("should be a host without scheme and port, such as shop.example");
        }
        if (name.endsWith(".")) {
            throw new ValueException("should be written without a dot at the end");
        }
        return new HostPattern(wildcard, HostNames.parse(name));
    }

    private static String v6(String text) {
        var address = IpAddresses.parse(text.substring(1, text.length() - 1));
        if (address == null) {
            throw new ValueException("should be an IPv6 address in brackets, such as [2001:db8::1]");
        }
        return "[" + address.getHostAddress() + "]";
    }

    @Override
    public String toString() {
        return wildcard ? WILDCARD + name : name;
    }
}
