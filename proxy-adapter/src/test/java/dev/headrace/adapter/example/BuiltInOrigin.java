package dev.headrace.adapter.example;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** An origin of one page, for those who have none at hand: with an entity tag, and gzipped for those who take that. */
final class BuiltInOrigin implements AutoCloseable {
    private static final String TAG = "\"mill-1\"";
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>The mill</title>
            <body>
            <h1>The mill</h1>
            <p>The <a href="/weir">weir</a> raises the water, the <a href="/headrace">headrace</a> brings it to the wheel.
            </body>
            </html>
            """;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final InetSocketAddress address;

    BuiltInOrigin() {
        Channel listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerKeepAliveHandler())
                                .addLast(new HttpContentCompressor(0, StandardCompressionOptions.gzip()))
                                .addLast(new HttpObjectAggregator(64 * 1024))
                                .addLast(new PageHandler());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        address = (InetSocketAddress) listening.localAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    // A write that fails closes the channel, and that is heard of.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            boolean isKnown = TAG.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
            HttpResponseStatus status = isKnown ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK;
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, status, ByteBufUtil.writeUtf8(ctx.alloc(), isKnown ? "" : PAGE));
            response.headers().set(HttpHeaderNames.ETAG, TAG);
            if (!isKnown) {
                response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
                response.headers()
                        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
            }
            ctx.writeAndFlush(response);
        }
    }
}
