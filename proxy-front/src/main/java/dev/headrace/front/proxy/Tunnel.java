package dev.headrace.front.proxy;

import dev.headrace.front.time.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Passes bytes from one connection to the other, both ways, as fast as the slower one takes them. */
final class Tunnel extends ChannelInboundHandlerAdapter {
    private final Channel other;
    private final LongConsumer bytesPassed;
    private final Runnable alive;

    private Tunnel(Channel other, LongConsumer bytesPassed, Runnable alive) {
        this.other = other;
        this.bytesPassed = bytesPassed;
        this.alive = alive;
    }

    /**
     * Makes two connections one; what their codecs have read too much goes with it.
     *
     * @param silence how long both sides may say nothing
     */
    static void between(Channel client, Channel origin, Traffic traffic, Duration silence) {
        Deadline deadline = new Deadline(client.eventLoop());
        Runnable alive = () -> deadline.set(silence, () -> {
            var unused = client.close();
        });
        alive.run();
        client.closeFuture().addListener(closed -> deadline.end());
        client.pipeline().addLast(new Tunnel(origin, traffic::addReceived, alive));
        origin.pipeline().addLast(new Tunnel(client, traffic::addSent, alive));
        removeCodecs(client);
        removeCodecs(origin);
        client.config().setAutoRead(origin.isWritable());
        origin.config().setAutoRead(client.isWritable());
    }

    private static void removeCodecs(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        List<ChannelHandler> codecs = new ArrayList<>();
        pipeline.forEach(entry -> {
            if (!(entry.getValue() instanceof Tunnel) && !(entry.getValue() instanceof SslHandler)) {
                codecs.add(entry.getValue());
            }
        });
        // From the end, so that what a codec still holds goes to the tunnel at once.
        for (int i = codecs.size() - 1; i >= 0; i--) {
            if (pipeline.context(codecs.get(i)) != null) {
                pipeline.remove(codecs.get(i));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes) {
            alive.run();
            bytesPassed.accept(bytes.readableBytes());
            var unused = other.write(bytes);
            ctx.channel().config().setAutoRead(other.isWritable());
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        other.config().setAutoRead(ctx.channel().isWritable());
    }

    /** One side has said all that it will; the other may go on. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && other instanceof DuplexChannel connection) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
                var unused = connection.shutdownOutput();
            });
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Either side may reset its connection; the other one is closed for it.
        var unused = ctx.close();
    }
}
