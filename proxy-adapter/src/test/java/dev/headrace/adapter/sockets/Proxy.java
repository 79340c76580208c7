package dev.headrace.adapter.sockets;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.RewriteListener;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small proxy: HTTP/1 on one port and HTTP/2 by prior knowledge on another; a connection to the origin for each request. Requests of
 * one connection are answered in turn.
 */
public final class Proxy implements AutoCloseable {
    final MultiThreadIoEventLoopGroup group;
    private final ByteBufAllocator allocator;
    private final int originPort;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel h1;
    private final Channel h2;

    /** Listens. The consumer sees the channels of HTTP/1 connections and of HTTP/2 streams. */
    public Proxy(
            int originPort,
            ByteBufAllocator allocator,
            RewritePolicy policy,
            RewriteOptions options,
            RewriteListener listener,
            Consumer<Channel> seen) {
        this.allocator = allocator;
        this.originPort = originPort;
        group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        h1 = listen(channel -> {
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new RewriteHandler(policy, options, listener))
                    .addLast(new Forwarder());
            seen.accept(channel);
        });
        h2 = listen(channel -> channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forServer().build())
                .addLast(new Http2MultiplexHandler(initializer(stream -> {
                    stream.pipeline()
                            .addLast(new Http2StreamFrameToHttpObjectCodec(true))
                            .addLast(new RewriteHandler(policy, options, listener))
                            .addLast(new Forwarder());
                    seen.accept(stream);
                }))));
    }

    /** Listens, with defaults. */
    public Proxy(int originPort, ByteBufAllocator allocator, RewritePolicy policy, RewriteListener listener) {
        this(originPort, allocator, policy, RewriteOptions.DEFAULT, listener, channel -> {});
    }

    private Channel listen(Consumer<Channel> initializer) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer(channel -> {
                    channels.add(channel);
                    initializer.accept(channel);
                }))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> consumer) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                consumer.accept(channel);
            }
        };
    }

    /** Where clients of HTTP/1 connect to. */
    public int h1Port() {
        return ((InetSocketAddress) h1.localAddress()).getPort();
    }

    /** Connects a client. */
    public Client client(Protocol protocol) throws IOException {
        return switch (protocol) {
            case HTTP_1_0 -> new H1Client(h1Port(), "HTTP/1.0");
            case HTTP_1_1 -> new H1Client(h1Port(), "HTTP/1.1");
            case HTTP_2 -> new H2Client(group, ((InetSocketAddress) h2.localAddress()).getPort());
        };
    }

    /** Waits until no connection is open and all that its event loops had to do is done. */
    public void awaitQuiet() {
        channels.newCloseFuture().syncUninterruptibly();
        for (int i = 0; i < 4; i++) {
            group.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
        }
    }

    @Override
    public void close() {
        h1.close().syncUninterruptibly();
        h2.close().syncUninterruptibly();
        channels.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What a client speaks. */
    public enum Protocol {
        /** Without chunks, and without persistent connections. */
        HTTP_1_0,
        /** HTTP/1.1. */
        HTTP_1_1,
        /** HTTP/2. */
        HTTP_2
    }

    /** Brings each request to the origin. */
    private final class Forwarder extends ChannelInboundHandlerAdapter {
        private final Queue<HttpRequest> waiting = new ArrayDeque<>();
        private boolean busy;
        private @Nullable Channel origin;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                HttpRequest alone = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, request.method(), request.uri());
                alone.headers().set(request.headers());
                alone.headers().remove(HttpHeaderNames.CONNECTION);
                alone.headers().set("x-client", request.protocolVersion().text());
                waiting.add(alone);
                next(context);
            }
            ReferenceCountUtil.release(message);
        }

        private void next(ChannelHandlerContext context) {
            HttpRequest request = busy ? null : waiting.poll();
            if (request != null) {
                busy = true;
                connect(context, request);
            }
        }

        private void connect(ChannelHandlerContext context, HttpRequest request) {
            HttpMethod method = request.method();
            HttpVersion version = HttpVersion.valueOf(request.headers().get("x-client"));
            Relay relay = new Relay(context.channel(), method, version, message -> message, () -> {
                Channel done = origin;
                origin = null;
                busy = false;
                if (done != null) {
                    var unused = done.close();
                }
                next(context);
            });
            var unused = new Bootstrap()
                    .group(context.channel().eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.ALLOCATOR, allocator)
                    .handler(initializer(channel -> {
                        channels.add(channel);
                        channel.pipeline().addLast(new HttpClientCodec()).addLast(relay);
                    }))
                    .connect(InetAddress.getLoopbackAddress(), originPort)
                    .addListener((ChannelFutureListener) connected -> connected(context, request, connected));
        }

        private void connected(ChannelHandlerContext context, HttpRequest request, ChannelFuture connected) {
            origin = connected.channel();
            if (!connected.isSuccess()) {
                var unused = context.close();
            } else if (!context.channel().isActive()) {
                var unused = connected.channel().close();
            } else {
                var unused = connected.channel().writeAndFlush(request);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            Channel from = origin;
            if (from != null) {
                from.config().setAutoRead(RewriteHandler.isWritable(context.channel()));
            }
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            Channel from = origin;
            if (from != null) {
                var unused = from.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
