package dev.headrace.front.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;

/**
 * Ends connections of HTTP/2 that fail. Clients reset them and break rules all day: nothing is logged, or they would write as much into the
 * log as they like.
 */
final class ConnectionErrors extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) {
            var unused = ctx.close();
        }
        // Of broken rules the client has been told, and the connection is being closed (RFC 9113 §5.4.1).
    }
}
