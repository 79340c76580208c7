package dev.headrace.adapter.request;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;

/**
 * What is known of a request.
 *
 * @param method the method
 * @param target the request target as it was sent (RFC 9112 §3.2)
 * @param host the host asked for, in lower case, without a port; empty if the request names none (RFC 9110 §7.2)
 * @param path the target's path, without its query; empty if it has none
 * @param version the version of the protocol; that of HTTP/1.1 for later ones, too
 * @param headers the request's own header fields. They are those of the client while the request comes in; handlers behind may
 *     have changed them by the time the response is there.
 * @param visitor who asks, as the {@code RewritePolicy} knows
 */
public record RequestHead(
        HttpMethod method,
        String target,
        String host,
        String path,
        HttpVersion version,
        HttpHeaders headers,
        Visitor visitor) {
    /** Reads a request's head. */
    public static RequestHead of(HttpRequest request) {
        String target = request.uri();
        String authority = request.headers().get(HttpHeaderNames.HOST, "");
        String path = target;
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme > 0) {
            int end = firstOf(target, "/?#", scheme + 3);
            authority = target.substring(scheme + 3, end);
            path = end < target.length() && target.charAt(end) == '/'
                    ? target.substring(end)
                    : "/" + target.substring(end);
        } else if (request.method().equals(HttpMethod.CONNECT)) {
            authority = target;
            path = "";
        }
        path = path.substring(0, firstOf(path, "?#", 0));
        return new RequestHead(
                request.method(),
                target,
                hostOf(authority),
                path,
                request.protocolVersion(),
                request.headers(),
                Visitor.UNKNOWN);
    }

    /** This head with another visitor. */
    public RequestHead from(Visitor who) {
        return new RequestHead(method, target, host, path, version, headers, who);
    }

    private static String hostOf(String authority) {
        String host = authority.substring(authority.indexOf('@') + 1).trim();
        int port = host.lastIndexOf(':');
        if (port >= 0 && host.indexOf(']', port) < 0) {
            host = host.substring(0, port);
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static int firstOf(String text, String delimiters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (delimiters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
