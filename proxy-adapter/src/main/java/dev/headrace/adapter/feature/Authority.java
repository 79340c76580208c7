package dev.headrace.adapter.feature;

/** Hosts with or without a port, in lower case, as URLs have them (RFC 3986 §3.2). */
final class Authority {
    private Authority() {}

    /** Whether it can be one: a name or an address, and maybe a port. */
    static boolean isOne(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isName = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
            if (!isName && c != ':' && c != '[' && c != ']') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
