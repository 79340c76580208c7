package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a fragment is, as a URL of a page or of another fragment says. What could lead to another server than it seems to is refused:
 * other schemes and hosts, URLs without a scheme but with a host, backslashes, user names, control characters.
 *
 * @param origin as of {@link FragmentRequest}
 * @param target as of {@link FragmentRequest}
 */
record FragmentTarget(@Nullable String origin, String target) {
    private static final String HEX = "0123456789ABCDEF";

    /** The page itself. */
    static FragmentTarget of(RequestHead page) {
        String target = page.target().startsWith("/") ? page.target() : page.path();
        return new FragmentTarget(null, target);
    }

    /** What a URL means here; null if it is refused. */
    @Nullable
    FragmentTarget resolve(String url, String ownHost, Set<String> hosts) {
        String text = url.strip();
        if (text.isEmpty() || !isHarmless(text)) {
            return null;
        }
        int scheme = schemeLength(text);
        if (scheme > 0) {
            return absolute(text, scheme, ownHost, hosts);
        }
        return text.startsWith("//") ? null : at(origin, joined(text));
    }

    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7F || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Of a scheme with its colon (URL Standard §4.1); 0 if there is none. */
    private static int schemeLength(String text) {
        int i = 0;
        while (i < text.length() && (isAlphanumeric(text.charAt(i)) || "+-.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > 0 && i < text.length() && text.charAt(i) == ':' ? i + 1 : 0;
    }

    private static @Nullable FragmentTarget absolute(String text, int scheme, String ownHost, Set<String> hosts) {
        String name = text.substring(0, scheme).toLowerCase(Locale.ROOT);
        boolean secure = name.equals("https:");
        if (!(secure || name.equals("http:")) || !text.startsWith("//", scheme)) {
            return null;
        }
        int end = scheme + 2;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(scheme + 2, end).toLowerCase(Locale.ROOT);
        String rest = text.startsWith("/", end) ? text.substring(end) : "/" + text.substring(end);
        String defaultPort = secure ? ":443" : ":80";
        if (authority.endsWith(defaultPort)) {
            authority = authority.substring(0, authority.length() - defaultPort.length());
        }
        if (authority.isEmpty()) {
            return null;
        }
        if (authority.equals(ownHost)) {
            return at(null, rest);
        }
        return hosts.contains(authority) ? at(name + "//" + authority, rest) : null;
    }

    /** A relative URL, behind the directory that this is in. */
    private String joined(String relative) {
        if (relative.startsWith("/")) {
            return relative;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (relative.startsWith("?")) {
            return path + relative;
        }
        return relative.startsWith("#") ? target : path.substring(0, path.lastIndexOf('/') + 1) + relative;
    }

    private static @Nullable FragmentTarget at(@Nullable String origin, String pathAndMore) {
        int hash = pathAndMore.indexOf('#');
        String text = hash < 0 ? pathAndMore : pathAndMore.substring(0, hash);
        int query = text.indexOf('?');
        String path = encoded(withoutDots(query < 0 ? text : text.substring(0, query)), "\"<>`{}^");
        if (!path.startsWith("/") || path.startsWith("//")) {
            return null;
        }
        return new FragmentTarget(origin, query < 0 ? path : path + encoded(text.substring(query), "\"<>"));
    }

    /** URL Standard §4.4, "path state". */
    private static String withoutDots(String path) {
        if (!path.contains("/.") && !path.contains("/%2")) {
            return path;
        }
        Deque<String> segments = new ArrayDeque<>();
        String[] all = path.split("/", -1);
        for (int i = 1; i < all.length; i++) {
            String segment = all[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean isLast = i == all.length - 1;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.addLast(all[i]);
                continue;
            }
            if (isLast) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments);
    }

    /** With characters in percent-encoding that are not ASCII, or of these. */
    private static String encoded(String text, String others) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            int octet = each & 0xFF;
            if (octet >= 0x80 || others.indexOf(octet) >= 0) {
                out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
            } else {
                out.append((char) octet);
            }
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
