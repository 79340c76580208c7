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
    private final Http2Connection connection;
    private final boolean isFirst;

    Http2Stream(Http2Connection connection, Channel channel, boolean isFirst) {
        super(channel);
        this.connection = connection;
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
        } else if (event instanceof Http2ResetFrame reset && !isResponseBegun()) {
            // Behind the response's head, content that has come may still wait in front of it: the stream's end tells.
            boolean isRefused = reset.errorCode() == Http2Error.REFUSED_STREAM.code();
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

    /** The request may still wait for the origin to grant a window. */
    @Override
    void completed() {
        rest();
    }

    /** Nothing may have come at all: the connection itself may be dead, and nobody told. */
    @Override
    void unanswered() {
        connection.retire();
    }

    @Override
    void ended() {}
}
