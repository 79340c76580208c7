package dev.headrace.adapter.feature;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL of {@code http} or {@code https} with a host (URL Standard §4.3), or one that is relative to the page's scheme. Its text is not
 * changed.
 *
 * @param scheme {@code http}, {@code https}, or empty if it is that of the page
 * @param host in lower case and ASCII; IPv6 addresses with their brackets
 * @param port -1 if there is none
 * @param hasCredentials whether there is something before an {@code @}
 * @param hostStart where the host starts in the text
 * @param hostEnd where it ends
 * @param end where path, query or fragment start in the text, or its length
 */
record AbsoluteUrl(String scheme, String host, int port, boolean hasCredentials, int hostStart, int hostEnd, int end) {
    private static final int MOST_PORTS = 65_535;

    /** Of ASCII characters in hosts: those of IPv6 addresses alone. */
    private static final byte ADDRESS = 1;

    private static final byte UPPER_CASE = 2;
    private static final byte FORBIDDEN = 3;
    private static final byte[] HOST_CHARACTERS = hostCharacters();

    private static byte[] hostCharacters() {
        byte[] kinds = new byte[0x80];
        Arrays.fill(kinds, 0, ' ' + 1, FORBIDDEN);
        kinds[0x7f] = FORBIDDEN;
        "\"%'(),<>@\\^`{|}".chars().forEach(c -> kinds[c] = FORBIDDEN);
        "[]:".chars().forEach(c -> kinds[c] = ADDRESS);
        Arrays.fill(kinds, 'A', 'Z' + 1, UPPER_CASE);
        return kinds;
    }

    /** Whether the text starts as such a URL does: {@code http:}, {@code https:} or {@code //}. Cheap. */
    static boolean isMeant(String text) {
        if (text.length() < 2) {
            return false;
        }
        char c = text.charAt(0);
        return c == '/'
                ? text.charAt(1) == '/'
                : (c | 0x20) == 'h' && !schemeOf(text).isEmpty();
    }

    private static String schemeOf(String text) {
        if (!text.regionMatches(true, 0, "http", 0, 4)) {
            return "";
        }
        return text.startsWith(":", 4) ? "http" : text.regionMatches(true, 4, "s:", 0, 2) ? "https" : "";
    }

    /** Reads a URL; null if it is none, or one that browsers read in another way than it is written. */
    static @Nullable AbsoluteUrl parse(String text) {
        String scheme = schemeOf(text);
        int slashes = scheme.isEmpty() ? 0 : scheme.length() + 1;
        if (!text.startsWith("//", slashes) || hasControls(text)) {
            return null;
        }
        int start = slashes + 2;
        int end = endOfAuthority(text, start);
        int at = text.lastIndexOf('@', end - 1);
        int hostStart = at < start ? start : at + 1;
        int colon = text.lastIndexOf(':', end - 1);
        boolean hasPort = colon >= hostStart && text.lastIndexOf(']', end - 1) < colon;
        int hostEnd = hasPort ? colon : end;
        int port = hasPort && colon + 1 < end ? port(text, colon + 1, end) : -1;
        String host = host(text.substring(hostStart, hostEnd));
        return host == null || port > MOST_PORTS
                ? null
                : new AbsoluteUrl(scheme, host, port, hostStart > start, hostStart, hostEnd, end);
    }

    /** Browsers take tabs and newlines out, wherever they are. */
    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return true;
            }
        }
        return false;
    }

    private static int endOfAuthority(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#' || c == '\\') {
                return i;
            }
        }
        return text.length();
    }

    private static int port(String text, int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > MOST_PORTS) {
                return Integer.MAX_VALUE;
            }
            port = port * 10 + c - '0';
        }
        return port;
    }

    /** A host as hosts are compared; null if it is none. */
    static @Nullable String host(String text) {
        boolean lower = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return toAscii(text);
            }
            byte kind = HOST_CHARACTERS[c];
            if (kind == FORBIDDEN || (kind == ADDRESS && (text.charAt(0) != '[' || !text.endsWith("]")))) {
                return null;
            }
            lower &= kind != UPPER_CASE;
        }
        return text.isEmpty() ? null : lower ? text : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String toAscii(String text) {
        try {
            String ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
            return host(ascii.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAHost) {
            return null;
        }
    }

    /** The port, or that of the scheme. */
    int effectivePort() {
        return port >= 0 ? port : defaultPort(scheme);
    }

    static int defaultPort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }
}
