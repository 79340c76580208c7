package dev.headrace.adapter.feature;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a map makes of the {@code Domain} and {@code Path} of cookies (RFC 6265 §5.2). A domain that is the host of a prefix becomes the host
 * of its target, or goes if the target is on the page's own host. A path becomes what the longest prefix makes of it: of those for the
 * cookie's domain, or, if it has none, of those that lead to the page's own host. Where prefixes contradict each other, the cookie stays.
 */
final class MappedCookies {
    private final UrlMap map;

    MappedCookies(UrlMap map) {
        this.map = map;
    }

    /** What a field becomes; itself if it stays. */
    String map(PageOrigin origin, String cookie) {
        String domain = attribute(cookie, "domain");
        String path = attribute(cookie, "path");
        String host = domain == null ? null : AbsoluteUrl.host(domain.startsWith(".") ? domain.substring(1) : domain);
        boolean isHostOnly = domain == null || domain.isEmpty();
        if ((!isHostOnly && host == null) || (isHostOnly && path == null) || cookie.startsWith("__Host-")) {
            return cookie;
        }
        UrlPrefix prefix = find(origin, isHostOnly ? null : host, path == null ? "/" : path);
        if (prefix == null) {
            return cookie;
        }
        String mapped = isHostOnly ? cookie : withDomain(cookie, prefix, origin);
        return path == null ? mapped : with(mapped, "path", path(prefix, path, origin));
    }

    private @Nullable UrlPrefix find(PageOrigin origin, @Nullable String host, String path) {
        UrlPrefix found = null;
        boolean isOne = true;
        for (UrlPrefix each : map.all()) {
            boolean fits = host != null ? each.host().equals(host) : leadsTo(each, origin);
            if (!fits || !covers(each, path)) {
                continue;
            }
            int longer = found == null ? 1 : each.path().length() - found.path().length();
            if (longer > 0) {
                found = each;
                isOne = true;
            } else if (longer == 0 && found != null) {
                isOne &= each.to().equals(found.to());
            }
        }
        return isOne ? found : null;
    }

    /** A cookie's path {@code /app} is the same as {@code /app/}; one for all paths is for those below the prefix, too. */
    private static boolean covers(UrlPrefix prefix, String path) {
        return prefix.isBefore(path) || path.equals("/");
    }

    private static boolean leadsTo(UrlPrefix prefix, PageOrigin origin) {
        AbsoluteUrl target = prefix.target();
        return target == null || target.host().equals(origin.host());
    }

    private static String withDomain(String cookie, UrlPrefix prefix, PageOrigin origin) {
        AbsoluteUrl target = prefix.target();
        boolean isOwn = target == null || target.host().equals(origin.host());
        return with(cookie, "domain", isOwn || target == null ? null : target.host());
    }

    private static String path(UrlPrefix prefix, String path, PageOrigin origin) {
        AbsoluteUrl target = prefix.target();
        if (!prefix.isBefore(path)) {
            return path;
        }
        boolean isOwn = prefix.host().isEmpty() || prefix.host().equals(origin.host());
        boolean isDone = isOwn && prefix.isDone(null, path, origin);
        String mapped = isDone || !UrlPrefix.isPlainPath(path, 0) ? null : prefix.map(path);
        return mapped == null ? path : target == null ? mapped : mapped.substring(target.end());
    }

    /** The value of the last attribute with this name, as browsers take it; null if there is none. */
    private static @Nullable String attribute(String cookie, String name) {
        String value = null;
        for (int i = cookie.indexOf(';'); i >= 0; i = cookie.indexOf(';', i + 1)) {
            if (isNamed(cookie, i, name)) {
                value = cookie.substring(valueStart(cookie, i), end(cookie, i)).strip();
            }
        }
        return value;
    }

    /** The cookie with another value for all attributes of a name, or without them. */
    private static String with(String cookie, String name, @Nullable String value) {
        StringBuilder out = new StringBuilder(cookie.length() + 16);
        int first = cookie.indexOf(';');
        out.append(cookie, 0, first);
        for (int i = first; i >= 0; i = cookie.indexOf(';', i + 1)) {
            if (!isNamed(cookie, i, name)) {
                out.append(cookie, i, end(cookie, i));
            } else if (value != null) {
                int start = valueStart(cookie, i);
                String old = cookie.substring(start, end(cookie, i)).strip();
                out.append(cookie, i, start).append(old.isEmpty() ? old : value);
            }
        }
        return out.toString();
    }

    private static int end(String cookie, int semicolon) {
        int end = cookie.indexOf(';', semicolon + 1);
        return end < 0 ? cookie.length() : end;
    }

    private static boolean isNamed(String cookie, int semicolon, String name) {
        int start = valueStart(cookie, semicolon);
        return start > semicolon + 1
                && cookie.charAt(start - 1) == '='
                && cookie.substring(semicolon + 1, start - 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(name);
    }

    /** Where the value starts of the attribute behind a semicolon; the attribute's end if it has none. */
    private static int valueStart(String cookie, int semicolon) {
        int i = semicolon + 1;
        while (i < cookie.length() && cookie.charAt(i) != ';') {
            if (cookie.charAt(i++) == '=') {
                break;
            }
        }
        return i;
    }
}
