package dev.headrace.front.proxy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.AsciiString;
import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Header fields as they go from one connection to the other. */
final class Fields {
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString X_FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final AsciiString UPGRADE_INSECURE = AsciiString.cached("http2-settings");
    private static final String VIA = "headrace";
    private static final ExtensionHeaderNames[] EXTENSIONS = ExtensionHeaderNames.values();

    private Fields() {}

    /**
     * The request as an origin gets it.
     *
     * @param host the origin's own; null for the one that the client asked for
     */
    static HttpRequest towardsOrigin(
            HttpRequest request, Client client, @Nullable String host, boolean upgrade, boolean http2) {
        HttpHeaders fields = request.headers().copy();
        String via = via(request);
        String protocol = upgrade ? fields.get(HttpHeaderNames.UPGRADE) : null;
        boolean trailers = fields.containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true);
        boolean isChunked = HttpUtil.isTransferEncodingChunked(request);
        removeHopByHop(fields);
        if (isChunked) {
            fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (protocol != null) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            fields.set(HttpHeaderNames.UPGRADE, protocol);
        } else if (trailers) {
            if (!http2) {
                fields.set(HttpHeaderNames.CONNECTION, HttpHeaderNames.TE);
            }
            fields.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
        }
        forwarded(fields, client);
        if (host != null) {
            fields.set(HttpHeaderNames.HOST, host);
        }
        fields.add(HttpHeaderNames.VIA, via);
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), request.uri(), fields);
    }

    /** RFC 7239, and the fields that are older and read by more. What strangers say of others is not passed on. */
    private static void forwarded(HttpHeaders fields, Client client) {
        String host = fields.get(HttpHeaderNames.HOST, "");
        String proto = client.secure() ? "https" : "http";
        String address = client.address().getHostAddress();
        if (!client.trusted()) {
            fields.remove(FORWARDED);
            fields.remove(X_FORWARDED_FOR);
            fields.remove(X_FORWARDED_HOST);
            fields.remove(X_FORWARDED_PROTO);
        }
        String node = client.address() instanceof Inet6Address ? "\"[" + address + "]\"" : address;
        fields.add(FORWARDED, "for=" + node + ";host=\"" + host + "\";proto=" + proto);
        fields.add(X_FORWARDED_FOR, address);
        if (!fields.contains(X_FORWARDED_HOST)) {
            fields.set(X_FORWARDED_HOST, host);
        }
        if (!fields.contains(X_FORWARDED_PROTO)) {
            fields.set(X_FORWARDED_PROTO, proto);
        }
    }

    /** Whether a client wants another version of HTTP (RFC 9110 §7.8): in a tunnel, its requests would be looked at by nobody. */
    static boolean asksForHttp(HttpHeaders fields) {
        return fields.getAll(HttpHeaderNames.UPGRADE).stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(protocol -> protocol.strip().toLowerCase(Locale.ROOT))
                .anyMatch(protocol -> protocol.startsWith("h2") || protocol.startsWith("http/"));
    }

    /**
     * Takes away what belonged to the connection it came on (RFC 9110 §7.6.1), and what Netty's codec for HTTP/2 tells by header fields, or
     * somebody in its name.
     */
    static void removeHopByHop(HttpHeaders fields) {
        List<String> named = fields.getAll(HttpHeaderNames.CONNECTION);
        if (!named.isEmpty()) {
            for (String list : named) {
                for (String name : list.split(",", -1)) {
                    String field = name.strip().toLowerCase(Locale.ROOT);
                    if (!field.isEmpty() && !isNeeded(field)) {
                        fields.remove(field);
                    }
                }
            }
            fields.remove(HttpHeaderNames.CONNECTION);
        }
        fields.remove(KEEP_ALIVE);
        fields.remove(PROXY_CONNECTION);
        fields.remove(UPGRADE_INSECURE);
        fields.remove(HttpHeaderNames.TE);
        fields.remove(HttpHeaderNames.TRANSFER_ENCODING);
        fields.remove(HttpHeaderNames.UPGRADE);
        for (ExtensionHeaderNames name : EXTENSIONS) {
            fields.remove(name.text());
        }
    }

    /** Fields that no client may have taken away by naming them in {@code Connection}: the message would be another one. */
    private static boolean isNeeded(String field) {
        return switch (field) {
            case "host",
                    "content-length",
                    "content-type",
                    "content-encoding",
                    "content-range",
                    "cookie",
                    "authorization",
                    "x-forwarded-for",
                    "forwarded" -> true;
            default -> false;
        };
    }

    /** Makes an origin's response one of this connection: HTTP/1.1, without what belonged to the other connection. */
    static void towardsClient(HttpResponse response, @Nullable String strictTransportSecurity) {
        HttpHeaders fields = response.headers();
        boolean isChunked = HttpUtil.isTransferEncodingChunked(response);
        fields.add(HttpHeaderNames.VIA, via(response));
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        removeHopByHop(fields);
        if (isChunked) {
            fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (strictTransportSecurity != null) {
            fields.set("strict-transport-security", strictTransportSecurity);
        }
    }

    /** RFC 9110 §7.6.3. Netty's codec for HTTP/2 says that its messages are of HTTP/1.1. */
    private static String via(HttpMessage received) {
        HttpVersion version = received.protocolVersion();
        boolean ofStream = received.headers().contains(ExtensionHeaderNames.STREAM_ID.text());
        return (ofStream ? "2.0" : version.majorVersion() + "." + version.minorVersion()) + " " + VIA;
    }
}
