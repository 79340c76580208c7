package dev.headrace.front.proxy;

import dev.headrace.front.routing.Asked;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param address the client's address, which a listed peer may have told (PROXY protocol)
 * @param secure whether it came over TLS
 * @param tlsName the name in its TLS handshake, in lower case; null if there was none
 * @param trusted whether what it says of others ({@code Forwarded}, {@code X-Forwarded-*}) is believed
 */
public record Client(
        InetAddress address, boolean secure, @Nullable String tlsName, boolean trusted) {
    /** What routing wants to know of a request of this client. */
    Asked asks(HttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        return new Asked(
                HostField.name(host),
                HostField.port(host, secure),
                target,
                query < 0 ? target : target.substring(0, query),
                secure,
                tlsName,
                address,
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD));
    }
}
