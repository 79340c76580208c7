package dev.headrace.front.proxy;

import dev.headrace.front.upstream.OriginConnection;
import dev.headrace.front.upstream.OriginConnections;
import dev.headrace.front.upstream.OriginFault;
import dev.headrace.front.upstream.OriginListener;
import dev.headrace.front.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request of the front's own to an upstream, without content, whose whole response is wanted: of a part of a page, or for somebody who looks
 * at it. It is tried again as a client's request would be.
 */
public final class OriginFetch implements OriginListener {
    /**
     * A response.
     *
     * @param fields the header fields
     * @param content in the codings that the fields tell of
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Fetched(HttpResponseStatus status, HttpHeaders fields, byte[] content) {}

    private final OriginConnections connections;
    private final Attempts attempts;
    private final HttpRequest request;
    private final int maxBytes;
    private final CompletableFuture<Fetched> result = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable OriginConnection connection;
    private @Nullable HttpResponse response;
    private boolean interim;

    private OriginFetch(
            OriginConnections connections, Upstream upstream, HttpRequest request, InetAddress client, int maxBytes) {
        this.connections = connections;
        this.attempts = new Attempts(
                upstream,
                upstream.balance() == Upstream.Balance.HASH_OF_PATH
                        ? request.uri().hashCode()
                        : client.hashCode());
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /**
     * Begins; may be called from any thread.
     *
     * @param loop the event loop of {@code connections}
     * @param request its host is that which the upstream's origins see, unless they see their own
     * @param client in whose name it is, so that the same origin answers where that goes by the client's address
     * @param maxBytes more content makes it fail
     * @return completes on the event loop, exceptionally with an {@code IOException}; to cancel it closes the connection
     */
    public static CompletableFuture<Fetched> begin(
            EventLoop loop,
            OriginConnections connections,
            Upstream upstream,
            HttpRequest request,
            InetAddress client,
            int maxBytes) {
        OriginFetch fetch = new OriginFetch(connections, upstream, request, client, maxBytes);
        loop.execute(() -> fetch.attempt(false, null));
        var unused = fetch.result.whenComplete((fetched, thrown) -> {
            if (fetch.result.isCancelled()) {
                loop.execute(fetch::abandon);
            }
        });
        return fetch.result;
    }

    private void attempt(boolean fresh, @Nullable OriginFault last) {
        if (result.isDone()) {
            return;
        }
        Upstream.Server server = attempts.next();
        if (server == null) {
            fail(last == null ? "no origin has room" : word(last));
            return;
        }
        connections.connect(server.origin(), attempts.upstream().timeouts(), fresh, this);
    }

    @Override
    public void connected(OriginConnection to) {
        Upstream.Server server = attempts.server();
        if (result.isDone() || server == null) {
            to.abort();
            attempts.end();
            return;
        }
        connection = to;
        if (!attempts.upstream().options().hostPreserved()) {
            request.headers().set(HttpHeaderNames.HOST, server.origin().authority());
        }
        to.write(request);
        to.write(LastHttpContent.EMPTY_LAST_CONTENT);
        to.flush();
    }

    @Override
    public void received(HttpObject piece) {
        try {
            if (piece instanceof HttpResponse head) {
                attempts.answered();
                interim = head.status().code() < 200;
                response = interim ? null : head;
            }
            if (piece instanceof HttpContent part && !interim) {
                add(part);
            }
        } finally {
            ReferenceCountUtil.release(piece);
        }
    }

    private void add(HttpContent part) {
        ByteBuf bytes = part.content();
        if (content.size() + bytes.readableBytes() > maxBytes) {
            abandon();
            fail("the response is larger than " + maxBytes + " bytes");
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        content.writeBytes(copy);
        OriginConnection from = connection;
        HttpResponse head = response;
        if (part instanceof LastHttpContent && from != null && head != null) {
            connection = null;
            from.release();
            attempts.end();
            result.complete(new Fetched(head.status(), head.headers(), content.toByteArray()));
        }
    }

    @Override
    public void failed(OriginFault fault) {
        boolean reused = connection != null && connection.isReused();
        connection = null;
        boolean mayFollow = attempts.mayFollow(fault, reused, request.method(), true);
        if (response == null && mayFollow) {
            attempt(!fault.isUnsent(), fault);
        } else {
            attempts.end();
            fail(word(fault));
        }
    }

    private void abandon() {
        OriginConnection from = connection;
        connection = null;
        if (from != null) {
            from.abort();
        }
        attempts.end();
    }

    private void fail(String why) {
        result.completeExceptionally(new IOException(attempts.upstream().name() + ": " + why));
    }

    private static String word(OriginFault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public void receivedAll() {}

    @Override
    public void writabilityChanged() {}
}
