package dev.headrace.adapter;

import dev.headrace.adapter.exchange.ResponseFlow;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.RewriteListener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the HTML documents among the responses that are written to a channel.
 *
 * <p>It belongs into the pipeline that faces the client, behind the codec that makes HTTP objects and in front of whatever answers:
 *
 * <pre>{@code
 * HtmlRewriter rewriter = HtmlRewriter.builder()
 *         .on("img", img -> img.setAttribute("loading", "lazy"))
 *         .build();
 * Rewriting lazyImages = Rewriting.of(rewriter, "lazy-images-1");
 *
 * pipeline.addLast(new HttpServerCodec());
 * pipeline.addLast(new RewriteHandler(request -> request.host().endsWith(".example") ? lazyImages : null));
 * pipeline.addLast(proxyHandler);
 * }</pre>
 *
 * <p>On HTTP/2 it stands in each stream's pipeline, behind {@code Http2StreamFrameToHttpObjectCodec}. A {@code ChunkedWriteHandler} belongs
 * behind it, since it can only rewrite what comes as {@code HttpContent}.
 *
 * <p>A request passes at once; if the policy has a rewriting for it, its {@code Accept-Encoding} is reduced to codings that can be undone, and
 * entity tags in its conditions are mapped back to the origin's. A response passes as it is unless it is to be rewritten: then its
 * head waits for the first bytes of content, and from there on each flush reaches the client with all that is decided.
 *
 * <p><b>Backpressure.</b> Nothing is decoded while the channel is not {@linkplain Channel#isWritable() writable}, and the channel is made to look
 * unwritable while an asynchronous handler is being waited for. Channels of HTTP/2 streams cannot be made to look so: ask {@link
 * #isWritable} there instead. A promise is kept when what came of the message is written, as far as it is decided.
 *
 * <p><b>Failures.</b> Whatever fails before the first byte is out makes the response pass as it came. After that the rewriter passes the rest of
 * the document if a handler or a limit fails it. Where nothing right can follow (a corrupt coding, an origin that broke off) the
 * stream is {@linkplain RewriteOptions#reset reset}. The listener hears of each exchange once, with the reason.
 *
 * <p>One handler for each channel; it cannot be shared.
 */
public final class RewriteHandler extends ChannelDuplexHandler {
    private final RewritePolicy policy;
    private final RewriteOptions options;
    private final RewriteListener listener;
    private @Nullable ResponseFlow flow;

    /** A handler with default options that nobody listens to. */
    public RewriteHandler(RewritePolicy policy) {
        this(policy, RewriteOptions.DEFAULT, RewriteListener.NONE);
    }

    /** A handler with options and a listener, which may be shared by all handlers. */
    public RewriteHandler(RewritePolicy policy, RewriteOptions options, RewriteListener listener) {
        this.policy = policy;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Whether more should be written to a channel just now: it is writable, and no rewriter on it waits for a handler. When the answer
     * changes, the handlers behind this one see {@code channelWritabilityChanged}. Only for channels of HTTP/2 streams is this another
     * answer than {@link Channel#isWritable}.
     */
    public static boolean isWritable(Channel channel) {
        RewriteHandler handler = channel.pipeline().get(RewriteHandler.class);
        return channel.isWritable() && (handler == null || handler.flow == null || handler.flow.isAccepting());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        flow = new ResponseFlow(ctx, policy, listener, options);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        flow().removed();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest request && !flow().isTunnel()) {
            flow().request(request);
        }
        ctx.fireChannelRead(msg);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        flow().writabilityChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        flow().inactive();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            flow().broken();
        }
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        flow().write(msg, promise);
        if (flow().isTunnel() && !ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        flow().flush();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        flow().closing();
        var unused = ctx.close(promise);
    }

    private ResponseFlow flow() {
        if (flow == null) {
            throw new IllegalStateException("the handler is in no pipeline");
        }
        return flow;
    }
}
