package dev.headrace.front.tls;

import java.util.Locale;

/** Names of hosts in certificates and in a client's greeting. */
final class HostNames {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    private HostNames() {}

    /**
     * Whether a name in lower case is one that a host may have, as it is sent on the wire: no dot at its end, other
     * alphabets as {@code xn--} (RFC 6066 §3). The underscore is no part of a host name, but in use.
     */
    static boolean isHostName(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if ((c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') && label < MAX_LABEL) {
                label++;
            } else {
                return false;
            }
        }
        return label > 0;
    }

    /** Whether a name in lower case stands for hosts with one more label in front: the whole left-most label is a star (RFC 9525 §6.3). */
    static boolean isWildcard(String name) {
        return name.startsWith("*.") && isHostName(name.substring(2));
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
