package dev.headrace.adapter.example;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The client's side: takes one request after the other, and one message at a time, since {@code FlowControlHandler} keeps what was
 * read too early.
 */
// A write that fails closes the channel, and that is heard of.
@SuppressWarnings("FutureReturnValueIgnored")
final class ForwardingHandler extends ChannelInboundHandlerAdapter {
    private final InetSocketAddress address;

    /** The exchange under way. */
    private @Nullable OriginHandler current;

    /** The request that came before the one under way was answered. */
    private @Nullable HttpRequest next;

    ForwardingHandler(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            ctx.read();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest request && current == null) {
            begin(ctx, request);
        } else if (msg instanceof HttpRequest request) {
            next = request;
        } else if (msg instanceof HttpContent content && current != null) {
            current.send(content);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        OriginHandler exchange = new OriginHandler(ctx, request, () -> finished(ctx));
        current = exchange;
        exchange.connect(address);
    }

    private void finished(ChannelHandlerContext ctx) {
        HttpRequest following = next;
        current = null;
        next = null;
        if (following != null) {
            begin(ctx, following);
        }
    }

    /** Called when the client takes more again, and when an asynchronous handler of the rewriter is done. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null) {
            current.readMore();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (current != null) {
            current.clientLeft();
        }
        ReferenceCountUtil.release(next);
        next = null;
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
