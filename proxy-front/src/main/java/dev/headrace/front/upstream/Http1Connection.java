package dev.headrace.front.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** A connection of HTTP/1.1: one exchange after the other (RFC 9112 §9.3). */
final class Http1Connection extends OriginConnection {
    private final OriginConnections home;
    private final Origin origin;
    private final OriginCodec codec;
    private int exchanges;
    private boolean reusable;

    Http1Connection(OriginConnections home, Origin origin, Channel channel, OriginCodec codec) {
        super(channel);
        this.home = home;
        this.origin = origin;
        this.codec = codec;
    }

    Origin origin() {
        return origin;
    }

    boolean isUsable() {
        return channel().isActive() && !codec.hasMore();
    }

    @Override
    public boolean isReused() {
        return exchanges > 1;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closing && !closing.isSuccess() && !isResponseComplete()) {
            // Cut off by anybody: the decoder would take that for the end of a response without a length (RFC 9112
            // §9.8).
            fail(faultOfEnd());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    void begun() {
        exchanges++;
    }

    @Override
    void requested(HttpRequest request) {
        codec.expect(request.method());
    }

    @Override
    void answered(HttpResponse response) {
        reusable = HttpUtil.isKeepAlive(response) && isDelimited(response);
    }

    private static boolean isDelimited(HttpResponse response) {
        int status = response.status().code();
        return status == 204
                || status == 304
                || HttpUtil.isTransferEncodingChunked(response)
                || HttpUtil.isContentLengthSet(response);
    }

    @Override
    void completed() {
        if (reusable && isUsable()) {
            rest();
            home.keep(this);
        } else {
            abort();
        }
    }

    @Override
    void unanswered() {}

    @Override
    void ended() {
        home.forget(this);
    }
}
