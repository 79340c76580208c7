package dev.headrace.front.server;

import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.policy.RequestHead;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.metrics.FrontMetrics;
import dev.headrace.front.proxy.OriginFetch.Fetched;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.Tenant;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What features are given by the front that they are in. */
final class FeatureSurroundings implements Surroundings {
    /** What of the visitor's request goes along when a part of a page is fetched. */
    private static final List<AsciiString> PASSED_ON = List.of(
            HttpHeaderNames.ACCEPT,
            HttpHeaderNames.ACCEPT_LANGUAGE,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.COOKIE,
            HttpHeaderNames.USER_AGENT);

    private final Supplier<Front> front;
    private final FrontMetrics metrics;

    /**
     * Surroundings in a front.
     *
     * @param front asked when there are requests, not before
     */
    FeatureSurroundings(Supplier<Front> front, FrontMetrics metrics) {
        this.front = front;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Fragment> fragment(FragmentRequest request) {
        Tenant tenant = tenant(request.page());
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        Route route = tenant == null ? null : tenant.route(path);
        if (route == null || request.origin() != null) {
            return CompletableFuture.failedFuture(new IOException("no upstream has " + request.target()));
        }
        CompletableFuture<Fetched> fetched = front.get().fetch(route.upstream(), head(request), request.maxBytes());
        CompletableFuture<Fragment> fragment = fetched.thenApply(FeatureSurroundings::fragment);
        var unused = fragment.whenComplete((done, thrown) -> {
            if (fragment.isCancelled()) {
                fetched.cancel(false);
            }
        });
        return fragment;
    }

    private static HttpRequest head(FragmentRequest fragment) {
        RequestHead page = fragment.page();
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, fragment.target());
        request.headers().set(HttpHeaderNames.HOST, page.headers().get(HttpHeaderNames.HOST, page.host()));
        request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        for (AsciiString name : PASSED_ON) {
            String value = page.headers().get(name);
            if (value != null) {
                request.headers().set(name, value);
            }
        }
        InetAddress address = page.visitor().address();
        if (address != null) {
            request.headers().set("x-forwarded-for", address.getHostAddress());
        }
        request.headers().set("x-forwarded-proto", page.visitor().secure() ? "https" : "http");
        request.headers().set("surrogate-capability", "headrace=\"ESI/1.0\"");
        return request;
    }

    private static Fragment fragment(Fetched fetched) {
        String coding = fetched.fields().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        // Nobody asked for a coding, and what is in one would be put into the page as it is.
        int status = HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding)
                ? fetched.status().code()
                : 502;
        return Fragment.of(status, fetched.fields().get(HttpHeaderNames.CONTENT_TYPE), fetched.content());
    }

    @Override
    public void visited(RequestHead request) {
        Tenant tenant = tenant(request);
        metrics.visited(tenant == null ? null : tenant.name());
    }

    private @Nullable Tenant tenant(RequestHead request) {
        return front.get().table().tenant(request.host()).orElse(null);
    }
}
