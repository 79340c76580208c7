package dev.headrace.front.proxy;

import dev.headrace.front.routing.Decision;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.upstream.OriginConnections;
import dev.headrace.front.upstream.Upstream;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request that no client has made, for somebody who wants to know what becomes of it. It is asked for as a front would, but counts nowhere.
 *
 * @param client who is taken to ask
 * @param request the head as the client would send it, without content
 */
public record Trial(Client client, HttpRequest request) {
    /** Nobody looks at more. */
    private static final int MOST_BYTES = 64 << 20;

    /**
     * A request for a page, of a client on this machine.
     *
     * @throws IllegalArgumentException if the URL is no http or https URL with a host; the message says what is wrong
     */
    public static Trial of(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new IllegalArgumentException("a URL should begin with http:// or https://");
        }
        String host = host(url);
        String name = HostField.name(host);
        String path = url.toASCIIString();
        path = path.substring(path.indexOf("//") + 2);
        path = path.contains("#") ? path.substring(0, path.indexOf('#')) : path;
        int end = firstOf(path, '/', '?');
        path = path.substring(end);
        HttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path.startsWith("/") ? path : "/" + path);
        request.headers().set(HttpHeaderNames.HOST, name + HostField.port(host, secure));
        boolean isAddress = name.startsWith("[") || NetUtil.isValidIpV4Address(name);
        String tlsName = secure && !isAddress ? name : null;
        return new Trial(new Client(InetAddress.getLoopbackAddress(), secure, tlsName, false), request);
    }

    private static String host(URI url) {
        String authority = url.getAuthority();
        if (authority == null || authority.startsWith(":")) {
            throw new IllegalArgumentException("the URL has no host");
        }
        // RFC 3490 leaves ASCII and ports alone.
        String host = authority.startsWith("[") ? authority : IDN.toASCII(authority);
        if (!HostField.isValid(host)) {
            throw new IllegalArgumentException("the URL's host is \"" + authority + "\", which is none");
        }
        return host;
    }

    private static int firstOf(String text, char one, char other) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != one && text.charAt(i) != other) {
            i++;
        }
        return i;
    }

    /** What is to be done with it. */
    public Decision decision(RoutingTable table) {
        return table.decide(client.asks(request));
    }

    /** What a feature of the tenant answers itself, on whichever path it is on; null if it is for an origin. To be released. */
    public @Nullable FullHttpResponse ownAnswer(Tenant tenant) {
        return FeatureAnswers.of(tenant, client, request);
    }

    /** The request as an upstream gets it, with what the front says of the client; its own host comes when it is connected. */
    public HttpRequest towardsOrigin(HttpRequest asked) {
        return Fields.towardsOrigin(asked, client, null, false, false);
    }

    /**
     * Has an upstream answer.
     *
     * @param loop that of the connections
     * @param request {@linkplain #towardsOrigin as an upstream gets it}
     * @return as of {@link OriginFetch#begin}; at most 64 MiB
     */
    public static CompletableFuture<OriginFetch.Fetched> fetch(
            EventLoop loop, OriginConnections connections, Upstream upstream, HttpRequest request) {
        return OriginFetch.begin(loop, connections, upstream, request, InetAddress.getLoopbackAddress(), MOST_BYTES);
    }

    /** The answer as features get to see it: with the fields that the front sets, and without those of the connection. */
    public FullHttpResponse towardsClient(OriginFetch.Fetched fetched, Decision.Forward forward) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, fetched.status(), Unpooled.wrappedBuffer(fetched.content()));
        response.headers().set(fetched.fields());
        Fields.towardsClient(
                response, client.secure() ? forward.tenant().https().strictTransportSecurity() : null);
        return response;
    }
}
