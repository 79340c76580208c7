package dev.headrace.adapter.example;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;

/** What a request's head says about one connection only, and is not for the next one. */
final class RequestHop {
    /** RFC 9110 §7.6.1. {@code Transfer-Encoding} stays, since the codec goes by it. */
    private static final List<String> HOP_BY_HOP =
            List.of("connection", "keep-alive", "proxy-connection", "te", "upgrade", "http2-settings");

    private RequestHop() {}

    /** Makes a request one from here to the origin. */
    static void adapt(HttpRequest request, String clientVersion) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        HttpHeaders headers = request.headers();
        removeHopByHop(headers);
        for (String name : headers.names()) {
            // Put in by the HTTP/2 codec.
            if (name.toLowerCase(Locale.ROOT).startsWith("x-http2-")) {
                headers.remove(name);
            }
        }
        headers.add(HttpHeaderNames.VIA, clientVersion + " headrace-example");
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    static void removeHopByHop(HttpHeaders headers) {
        for (String name : headers.getAllAsString(HttpHeaderNames.CONNECTION)) {
            for (String option : name.split(",", -1)) {
                if (!option.isBlank()) {
                    headers.remove(option.strip());
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }
}
