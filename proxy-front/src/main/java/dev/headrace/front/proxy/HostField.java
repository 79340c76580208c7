package dev.headrace.front.proxy;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.function.IntPredicate;

/** The {@code Host} field (RFC 9110 §7.2): {@code uri-host [":" port]}, without user information. */
final class HostField {
    private static final int LONGEST_NAME = 255;

    private HostField() {}

    /** Whether the field may be there. An empty one may (RFC 9112 §3.2), though it belongs to nobody. */
    static boolean isValid(String value) {
        int colon = portColon(value);
        String host = colon < 0 ? value : value.substring(0, colon);
        String port = colon < 0 ? "" : value.substring(colon + 1);
        if (host.length() > LONGEST_NAME || port.length() > 5 || !areAll(port, HostField::isDigit)) {
            return false;
        }
        if (host.startsWith("[")) {
            return host.endsWith("]") && NetUtil.isValidIpV6Address(host);
        }
        return areAll(host, HostField::isNameCharacter);
    }

    /** The name alone, in lower case, without a port and a trailing dot. */
    static String name(String value) {
        int colon = portColon(value);
        String host = colon < 0 ? value : value.substring(0, colon);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /** The port with its colon; empty if there is none, or it is the scheme's own (RFC 9110 §4.2). */
    static String port(String value, boolean secure) {
        int colon = portColon(value);
        String port = colon < 0 ? "" : value.substring(colon);
        return port.equals(":") || port.equals(secure ? ":443" : ":80") ? "" : port;
    }

    private static int portColon(String value) {
        int colon = value.lastIndexOf(':');
        return colon > value.lastIndexOf(']') ? colon : -1;
    }

    /** Asked for each request: a stream of characters would cost more than all else here. */
    private static boolean areAll(String text, IntPredicate wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (!wanted.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || "-._~".indexOf(c) >= 0;
    }
}
