package dev.headrace.front.server;

import dev.headrace.front.upstream.Origin;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An origin that speaks HTTP/2 in the clear, and whose every frame the test decides. */
final class Http2Origin implements AutoCloseable {
    /** Hears of a request when all of it is there; {@code number} counts the requests of all connections, from 0. */
    @FunctionalInterface
    interface Script {
        void answer(Stream stream, int number);
    }

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger requests = new AtomicInteger();
    private final Channel server;
    final List<Channel> connections = new CopyOnWriteArrayList<>();

    Http2Origin(Script script) {
        server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forServer().build())
                                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel stream) {
                                        stream.pipeline().addLast(new Stream(script));
                                    }
                                }));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    Origin origin() {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        return new Origin(address.getAddress().getHostAddress(), address.getPort(), null, true);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A request, and what is said to it. */
    final class Stream extends ChannelInboundHandlerAdapter {
        private final Script script;
        private final StringBuilder content = new StringBuilder();
        private String head = "";
        private @Nullable ChannelHandlerContext context;

        Stream(Script script) {
            this.script = script;
        }

        private ChannelHandlerContext context() {
            return Objects.requireNonNull(context);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            context = ctx;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            boolean isEnd = false;
            if (frame instanceof Http2HeadersFrame headers) {
                head = headers.headers().toString();
                isEnd = headers.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                content.append(data.content().toString(StandardCharsets.UTF_8));
                isEnd = data.isEndStream();
            }
            ReferenceCountUtil.release(frame);
            if (isEnd) {
                script.answer(this, requests.getAndIncrement());
            }
        }

        /** The request's header fields. */
        String head() {
            return head;
        }

        String content() {
            return content.toString();
        }

        Stream head(int status, String... fields) {
            DefaultHttp2Headers headers = new DefaultHttp2Headers();
            headers.status(Integer.toString(status));
            return headers(headers, false, fields);
        }

        Stream trailers(String... fields) {
            return headers(new DefaultHttp2Headers(), true, fields);
        }

        private Stream headers(DefaultHttp2Headers headers, boolean isEnd, String... fields) {
            for (int i = 0; i < fields.length; i += 2) {
                headers.add(fields[i], fields[i + 1]);
            }
            var unused = context().writeAndFlush(new DefaultHttp2HeadersFrame(headers, isEnd));
            return this;
        }

        Stream data(String text, boolean isEnd) {
            var unused = context()
                    .writeAndFlush(
                            new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), isEnd));
            return this;
        }

        void reset(Http2Error error) {
            // Not in front of what was said before, which leaves when all that came was read.
            context().executor().execute(() -> {
                var unused = context().writeAndFlush(new DefaultHttp2ResetFrame(error));
            });
        }

        /** Says that no stream behind the last good one was looked at, this one included. */
        void goAwayBefore() {
            int id = ((Http2StreamChannel) context().channel()).stream().id();
            ChannelHandlerContext codec =
                    context().channel().parent().pipeline().context(Http2FrameCodec.class);
            Http2FrameCodec handler = (Http2FrameCodec) codec.handler();
            var unused = handler.encoder()
                    .writeGoAway(codec, id - 2, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, codec.newPromise());
            codec.flush();
        }

        void closeConnection() {
            var unused = context().channel().parent().close();
        }
    }
}
