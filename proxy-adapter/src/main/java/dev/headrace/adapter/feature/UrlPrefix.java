package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@link UrlMap}.
 *
 * @param from as it was given
 * @param scheme {@code http}, {@code https}, or empty for both
 * @param host in lower case and ASCII; empty for the page's own origin
 * @param port -1 for that of the scheme
 * @param path without a slash at its end
 * @param to what the prefix becomes, without a slash at its end
 * @param target what {@code to} is, if it has a host
 */
record UrlPrefix(
        String from,
        String scheme,
        String host,
        int port,
        String path,
        String to,
        @Nullable AbsoluteUrl target) {
    /** Reads an entry. */
    static UrlPrefix of(String from, String to) {
        AbsoluteUrl source = checked(from);
        AbsoluteUrl target = checked(to);
        String path = withoutSlash(source == null ? from : from.substring(source.end()));
        String scheme = source == null ? "" : source.scheme();
        String host = source == null ? "" : source.host();
        return new UrlPrefix(from, scheme, host, source == null ? -1 : source.port(), path, withoutSlash(to), target);
    }

    private static @Nullable AbsoluteUrl checked(String prefix) {
        AbsoluteUrl url = AbsoluteUrl.isMeant(prefix) ? AbsoluteUrl.parse(prefix) : null;
        boolean isPath = prefix.startsWith("/") && !prefix.startsWith("//");
        boolean isUrl = url != null && !url.hasCredentials();
        if ((!isPath && !isUrl) || !isPlain(prefix, url == null ? 0 : url.end())) {
            throw new IllegalArgumentException("'" + prefix + "' is no prefix of URLs; it has to be like"
                    + " 'https://www.example/app/', '//www.example/' or '/app/', without a query");
        }
        return url;
    }

    private static boolean isPlain(String prefix, int path) {
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) <= ' ' || "?#\\\"'<>,".indexOf(prefix.charAt(i)) >= 0) {
                return false;
            }
        }
        return isPlainPath(prefix, path) && !prefix.substring(path).contains("//");
    }

    /** Whether browsers read a path as it is written: it has no dot segments and no backslashes. */
    static boolean isPlainPath(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '?' || c == '#') {
                return true;
            }
            if (c == '\\' || (c == '/' && isDots(url, i + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(String url, int from) {
        int i = from;
        while (i < url.length() && "/\\?#".indexOf(url.charAt(i)) < 0) {
            if (url.charAt(i) == '.') {
                i++;
            } else if (url.regionMatches(true, i, "%2e", 0, 3)) {
                i += 3;
            } else {
                return false;
            }
        }
        return i > from;
    }

    private static String withoutSlash(String prefix) {
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    /** Whether it is for this origin. */
    boolean isAt(AbsoluteUrl url) {
        if (!url.scheme().isEmpty()) {
            return isAt(url.scheme(), url.effectivePort());
        }
        return url.port() < 0 ? port < 0 || port == defaultPort() : url.port() == port || isDefault(url.port());
    }

    private int defaultPort() {
        return scheme.isEmpty() ? -1 : AbsoluteUrl.defaultPort(scheme);
    }

    private boolean isDefault(int urlPort) {
        return port < 0 && (urlPort == 80 && !scheme.equals("https") || urlPort == 443 && !scheme.equals("http"));
    }

    /** Whether it is for this scheme and port. */
    boolean isAt(String urlScheme, int urlPort) {
        return (scheme.isEmpty() || scheme.equals(urlScheme))
                && (port < 0 ? AbsoluteUrl.defaultPort(urlScheme) : port) == urlPort;
    }

    /** Whether a path starts with its path, and a segment ends there. */
    boolean isBefore(String urlPath) {
        return isUnder(urlPath, path);
    }

    private static boolean isUnder(String urlPath, String prefix) {
        return urlPath.startsWith(prefix)
                && (urlPath.length() == prefix.length() || "/?#".indexOf(urlPath.charAt(prefix.length())) >= 0);
    }

    /**
     * Whether a URL that has this prefix stands below its target already, for a target that is itself below the prefix.
     *
     * @param url what has the prefix; null if it is only a path of the page's own origin
     */
    boolean isDone(@Nullable AbsoluteUrl url, String urlPath, PageOrigin origin) {
        AbsoluteUrl there = target;
        boolean urlIsOwn = url == null || origin.isOf(url);
        boolean targetIsOwn = there == null || origin.isOf(there);
        boolean isSameOrigin = url != null
                && there != null
                && url.host().equals(there.host())
                && url.port() == there.port()
                && (there.scheme().isEmpty() || url.scheme().equals(there.scheme()));
        String below = there == null ? to : to.substring(there.end());
        return ((urlIsOwn && targetIsOwn) || isSameOrigin) && isUnder(below, path) && isUnder(urlPath, below);
    }

    /** What a path becomes that has this prefix; null if browsers would not read it as it is meant. */
    @Nullable
    String map(String urlPath) {
        String rest = urlPath.substring(path.length());
        boolean isRoot = target == null ? to.isEmpty() : to.length() <= target.end();
        if (isRoot && target == null && rest.startsWith("//")) {
            return null;
        }
        return isRoot && !rest.startsWith("/") ? to + "/" + rest : to + rest;
    }

    /** Whether it is for the same URLs as another. */
    boolean isSame(UrlPrefix other) {
        return host.equals(other.host) && scheme.equals(other.scheme) && port == other.port && path.equals(other.path);
    }
}
