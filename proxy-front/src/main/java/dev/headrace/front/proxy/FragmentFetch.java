package dev.headrace.front.proxy;

import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.feature.FragmentSource;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import dev.headrace.front.routing.Decision;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.TenantLimits;
import dev.headrace.front.upstream.OriginConnections;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets fragments of pages as if the page's client had asked for them: from the same tenant's upstreams, by its routes and within its limits,
 * with the client's cookies and languages. They are not rewritten, and pass no cache.
 */
public final class FragmentFetch implements FragmentSource {
    /** What is about the page, or about a part of it, or about how it came, and not about what includes it. */
    private static final String[] OF_THE_PAGE = {
        "accept",
        "accept-encoding",
        "content-encoding",
        "content-length",
        "content-type",
        "expect",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "range",
        "te",
        "trailer",
        "transfer-encoding"
    };

    private final Supplier<RoutingTable> table;
    private final EventLoopGroup loops;
    private final Function<EventLoop, OriginConnections> connections;

    /**
     * Asks the table that is in force.
     *
     * @param connections those of each of the loops
     */
    public FragmentFetch(
            Supplier<RoutingTable> table, EventLoopGroup loops, Function<EventLoop, OriginConnections> connections) {
        this.table = table;
        this.loops = loops;
        this.connections = connections;
    }

    @Override
    public CompletionStage<Fragment> fetch(FragmentRequest request) {
        InetAddress address = request.page().visitor().address();
        if (request.origin() != null || address == null) {
            return failed("fragments come from the page's own host, for clients that are known");
        }
        // The page's own request was let in under its host, whatever the name in the handshake was.
        Visitor visitor = request.page().visitor();
        Client client = new Client(address, visitor.secure(), null, visitor.trusted());
        HttpRequest asked = asked(request);
        if (!(table.get().decide(client.asks(asked)) instanceof Decision.Forward forward)) {
            return failed("the page's client would not get " + request.target());
        }
        TenantLimits limits = forward.tenant().limits();
        if (!limits.tryBegin()) {
            return failed("the tenant has as many requests as it may have");
        }
        EventLoop loop = loop();
        CompletableFuture<OriginFetch.Fetched> fetch = OriginFetch.begin(
                loop,
                connections.apply(loop),
                forward.route().upstream(),
                Fields.towardsOrigin(asked, client, null, false, false),
                address,
                request.maxBytes());
        var unused = fetch.whenComplete((fetched, thrown) -> limits.end());
        return new Answer(fetch);
    }

    private static HttpRequest asked(FragmentRequest request) {
        RequestHead page = request.page();
        HttpHeaders fields = page.headers().copy();
        for (String name : OF_THE_PAGE) {
            fields.remove(name);
        }
        fields.set(HttpHeaderNames.ACCEPT, "text/html, application/xhtml+xml");
        fields.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.target(), fields);
    }

    /** The loop that calls, whose connections are used best. */
    private EventLoop loop() {
        for (EventExecutor each : loops) {
            if (each instanceof EventLoop loop && loop.inEventLoop()) {
                return loop;
            }
        }
        return loops.next();
    }

    private static CompletionStage<Fragment> failed(String why) {
        return CompletableFuture.failedFuture(new IOException(why));
    }

    /** A fragment to be; to cancel it cancels the fetch. */
    private static final class Answer extends CompletableFuture<Fragment> {
        private final CompletableFuture<OriginFetch.Fetched> fetch;

        Answer(CompletableFuture<OriginFetch.Fetched> fetch) {
            this.fetch = fetch;
            var unused = fetch.whenComplete((fetched, thrown) -> settle(fetched, thrown));
        }

        private void settle(OriginFetch.Fetched fetched, @Nullable Throwable thrown) {
            if (thrown != null) {
                completeExceptionally(thrown);
                return;
            }
            String coding = fetched.fields().get(HttpHeaderNames.CONTENT_ENCODING);
            if (coding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding)) {
                completeExceptionally(
                        new IOException("the fragment is coded, though nobody said that it may be: " + coding));
                return;
            }
            complete(Fragment.of(
                    fetched.status().code(), fetched.fields().get(HttpHeaderNames.CONTENT_TYPE), fetched.content()));
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            return fetch.cancel(mayInterruptIfRunning) || cancelled;
        }
    }
}
