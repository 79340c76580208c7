package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;

/**
 * Where a page was asked for, as its visitor sees it.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case; empty if the request named none
 * @param port never missing
 */
record PageOrigin(String scheme, String host, int port) {
    /** The origin of what was asked for. */
    static PageOrigin of(RequestHead request) {
        String scheme = request.visitor().secure() ? "https" : "http";
        String target = request.target();
        String authority = request.headers().get("host", "");
        AbsoluteUrl url = AbsoluteUrl.parse(target.startsWith("/") ? "//" + authority : target);
        int port = url == null || url.port() < 0 ? AbsoluteUrl.defaultPort(scheme) : url.port();
        return new PageOrigin(scheme, request.host(), port);
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** Whether a URL leads there; if it has no scheme, it has the page's. */
    boolean isOf(AbsoluteUrl url) {
        return isAt(url, url.scheme().isEmpty() ? scheme : url.scheme());
    }

    private boolean isAt(AbsoluteUrl url, String urlScheme) {
        int urlPort = url.port() < 0 ? AbsoluteUrl.defaultPort(urlScheme) : url.port();
        return urlScheme.equals(scheme) && urlPort == port && url.host().equals(host);
    }
}
