package dev.headrace.front.server;

import dev.headrace.front.time.Deadline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.time.Duration;

/** Closes an HTTP/2 connection on which there was no stream for a while. */
final class IdleConnectionHandler extends ChannelInboundHandlerAdapter {
    private final Duration patience;
    private final Deadline deadline;

    IdleConnectionHandler(Duration patience, EventLoop loop) {
        this.patience = patience;
        this.deadline = new Deadline(loop);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        await(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        await(ctx);
        ctx.fireChannelReadComplete();
    }

    private void await(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            deadline.set(patience, () -> look(ctx));
        }
    }

    private void look(ChannelHandlerContext ctx) {
        Http2FrameCodec codec = ctx.pipeline().get(Http2FrameCodec.class);
        if (codec == null || codec.connection().numActiveStreams() == 0) {
            var unused = ctx.close();
        } else {
            await(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.end();
        ctx.fireChannelInactive();
    }
}
