package dev.headrace.front.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Looks at the first bytes of a connection in the clear, which takes no more than a glance if they are HTTP/1: a client that knows that
 * HTTP/2 is spoken here begins with its preface (RFC 9113 §3.3). The handlers of HTTP/1 are there already, and keep the time.
 */
final class PriorKnowledge extends ByteToMessageDecoder {
    private final Runnable http2;

    /**
     * A handler in front of those of HTTP/1.
     *
     * @param http2 puts those of HTTP/2 in their place
     */
    PriorKnowledge(Runnable http2) {
        this.http2 = http2;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
        int length = Math.min(in.readableBytes(), preface.readableBytes());
        boolean begins = in.readableBytes() > 0
                && in.slice(in.readerIndex(), length).equals(preface.slice(preface.readerIndex(), length));
        if (begins && length < preface.readableBytes()) {
            return;
        }
        if (begins) {
            http2.run();
        }
        // What was read goes on to who comes next.
        ctx.pipeline().remove(this);
    }
}
