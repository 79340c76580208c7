package dev.headrace.front.server;

import dev.headrace.front.time.Deadline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * Reads no more from a client of HTTP/2 for which much waits, or the answers to its pings and settings would pile up (RFC 9113 §10.5), and
 * closes the connection if it then takes nothing. In front of the codec, which would wait for the client to take its last words.
 */
final class Http2Backpressure extends ChannelInboundHandlerAdapter {
    /** Flow control keeps content below this for all but a few clients, who are not slowed down by that. */
    private static final long MOST_WAITING = 1 << 20;

    private final Duration patience;
    private final Deadline deadline;

    Http2Backpressure(Duration patience, EventLoop loop) {
        this.patience = patience;
        this.deadline = new Deadline(loop);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        long waiting = ctx.channel().bytesBeforeWritable();
        if (waiting > MOST_WAITING && ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(false);
            awaitProgress(ctx, waiting);
        }
        ctx.fireChannelReadComplete();
    }

    private void awaitProgress(ChannelHandlerContext ctx, long before) {
        deadline.set(patience, () -> {
            long waiting = ctx.channel().bytesBeforeWritable();
            if (waiting < before) {
                awaitProgress(ctx, waiting);
            } else {
                var unused = ctx.close();
            }
        });
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            deadline.clear();
            ctx.channel().config().setAutoRead(true);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.end();
        ctx.fireChannelInactive();
    }
}
