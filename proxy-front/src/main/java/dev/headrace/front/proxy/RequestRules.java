package dev.headrace.front.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which requests are taken. What two parsers could understand in two ways is refused, never mended (RFC 9112 §11.2). */
final class RequestRules {
    /** Why a request is refused: the status code of the answer, and words for people. */
    record Refusal(int status, String reason) {}

    private RequestRules() {}

    /**
     * Looks at a request's head and, if nothing is wrong with it, brings its target into origin form (RFC 9112 §3.2.1), with the authority
     * in {@code Host}.
     *
     * @return null if nothing is wrong
     */
    static @Nullable Refusal check(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecoded(request.decoderResult().cause());
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(505, "HTTP versions are 1.0, 1.1 and 2");
        }
        Refusal refusal = framing(request);
        return refusal == null ? target(request) : refusal;
    }

    private static Refusal undecoded(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(414, "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refusal(431, "the header fields are too long");
        }
        return new Refusal(400, String.valueOf(cause.getMessage()));
    }

    /** RFC 9112 §6. */
    private static @Nullable Refusal framing(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(400, "HTTP/1.0 has no Transfer-Encoding");
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            return new Refusal(501, "no transfer coding but \"chunked\", once, is understood");
        }
        return headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                ? new Refusal(400, "Content-Length and Transfer-Encoding in one request")
                : null;
    }

    /** RFC 9112 §3.2. */
    private static @Nullable Refusal target(HttpRequest request) {
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            return new Refusal(501, "the method " + method + " is not offered");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return new Refusal(400, "one Host field is needed, not " + hosts.size());
        }
        String target = request.uri();
        if (!isVisible(target) || target.indexOf('#') >= 0) {
            return new Refusal(400, "the request target has characters that no target has");
        }
        String authority = hosts.isEmpty() ? "" : hosts.get(0);
        if (!target.startsWith("/") && !(target.equals("*") && method.equals(HttpMethod.OPTIONS))) {
            String lower = target.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
                return new Refusal(400, "the request target is neither a path nor an http URI");
            }
            int from = target.indexOf("//") + 2;
            int end = from;
            while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
                end++;
            }
            authority = target.substring(from, end);
            String rest = target.substring(end);
            request.setUri(rest.startsWith("/") ? rest : "/" + rest);
            request.headers().set(HttpHeaderNames.HOST, authority);
        }
        return HostField.isValid(authority) ? null : new Refusal(400, "\"" + authority + "\" is no host");
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
