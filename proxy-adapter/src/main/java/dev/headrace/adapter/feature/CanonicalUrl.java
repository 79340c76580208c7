package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Computes the address that a page is best known by. */
final class CanonicalUrl {
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalUrl() {}

    /** Whether it is a scheme with a host, and maybe a port, in lower case, and nothing else. */
    static boolean isOrigin(String text) {
        int host = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
        return host > 0 && Authority.isOne(text.substring(host));
    }

    /**
     * The address of what was asked for.
     *
     * @param origin where it is; null for where it was asked for
     * @param keys those of the query that belong to it
     * @return null if the request does not say where, or has no path
     */
    static @Nullable String of(RequestHead request, @Nullable String origin, List<String> keys) {
        String where = origin == null ? originOf(request) : origin;
        if (where == null || !request.path().startsWith("/")) {
            return null;
        }
        StringBuilder url = new StringBuilder(where);
        append(url, request.path());
        String target = request.target();
        int query = target.indexOf('?');
        if (query >= 0 && !keys.isEmpty()) {
            int fragment = target.indexOf('#', query);
            appendQuery(url, target.substring(query + 1, fragment < 0 ? target.length() : fragment), keys);
        }
        return url.toString();
    }

    private static @Nullable String originOf(RequestHead request) {
        if (!Authority.isOne(request.host())) {
            return null;
        }
        boolean secure = request.visitor().secure();
        String authority = request.headers().get("host", "").strip().toLowerCase(Locale.ROOT);
        boolean hasPort = Authority.isOne(authority) && authority.startsWith(request.host() + ":");
        String port = hasPort ? authority.substring(request.host().length()) : "";
        return (secure ? "https://" : "http://") + request.host() + (port.equals(secure ? ":443" : ":80") ? "" : port);
    }

    private static void appendQuery(StringBuilder url, String query, List<String> keys) {
        char separator = '?';
        String[] pairs = query.split("&", -1);
        for (String key : keys) {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                if (key.equals(equals < 0 ? pair : pair.substring(0, equals))) {
                    append(url.append(separator), pair);
                    separator = '&';
                }
            }
        }
    }

    /** Requests have one character for each byte. */
    private static void append(StringBuilder url, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"'<>\\^`{|}".indexOf(c) >= 0) {
                url.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                url.append(c);
            }
        }
    }
}
