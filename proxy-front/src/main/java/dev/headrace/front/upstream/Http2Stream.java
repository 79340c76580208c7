package dev.headrace.front.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;

/** A stream of an HTTP/2 connection, which carries one exchange (RFC 9113 §8.1). */
final class Http2Stream extends OriginConnection {
    private final boolean isFirst;

    Http2Stream(Channel channel, boolean isFirst) {
        super(channel);
        this.isFirst = isFirst;
    }

    @Override
    public boolean isReused() {
        return !isFirst;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Http2GoAwayFrame) {
            // The origin tells which was the last stream that it looked at, and this one is behind it (§6.8).
            fail(OriginFault.NOT_PROCESSED);
        } else if (event instanceof Http2ResetFrame reset && !isResponseComplete()) {
            boolean isRefused = !isResponseBegun() && reset.errorCode() == Http2Error.REFUSED_STREAM.code();
            fail(isRefused ? OriginFault.NOT_PROCESSED : faultOfEnd());
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    void begun() {}

    @Override
    void requested(HttpRequest request) {}

    @Override
    void answered(HttpResponse response) {}

    @Override
    void completed() {
        end();
    }

    @Override
    void ended() {}
}
