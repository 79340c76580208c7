package dev.headrace.adapter.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A site with features: each of its pages is there as it is, and below {@code /rewritten}, where the features change it.
 */
final class FeatureSite implements AutoCloseable {
    private static final String REWRITTEN = "/rewritten";

    private record Resource(String type, String content, Map<String, String> fields) {}

    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Features features;
    private final Rewriting rewriting;
    private final int port;

    FeatureSite(Features features) {
        this.features = features;
        rewriting = features.rewriting(HtmlRewriter.builder(), "1");
        Channel listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        addHandlers(channel.pipeline());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Adds a page, with header fields. */
    void page(String path, String html, Map<String, String> fields) {
        resources.put(path, new Resource("text/html; charset=utf-8", html, fields));
    }

    /** Adds a script. */
    void script(String path, String source) {
        resources.put(path, new Resource("text/javascript; charset=utf-8", source, Map.of()));
    }

    /** Where a page is as it was added. */
    String plain(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Where a page is with the features. */
    String rewritten(String path) {
        return plain(REWRITTEN + path);
    }

    private void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpServerCodec());
        pipeline.addLast(new OwnAnswers());
        pipeline.addLast(new RewriteHandler(request -> request.path().startsWith(REWRITTEN) ? rewriting : null));
        pipeline.addLast(new Origin());
    }

    /** Answers what is the features' own. */
    @SuppressWarnings("FutureReturnValueIgnored") // A browser that has left needs no answer.
    private final class OwnAnswers extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            FullHttpResponse answer =
                    message instanceof HttpRequest request ? features.answer(RequestHead.of(request)) : null;
            if (answer == null) {
                ctx.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
                ctx.writeAndFlush(answer);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // As above.
    private final class Origin extends SimpleChannelInboundHandler<HttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
            String path = RequestHead.of(request).path();
            Resource found = resources.get(path.startsWith(REWRITTEN) ? path.substring(REWRITTEN.length()) : path);
            HttpResponseStatus status = found == null ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.OK;
            byte[] content = found == null ? new byte[0] : found.content.getBytes(UTF_8);
            FullHttpResponse answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length);
            if (found != null) {
                answer.headers().set(HttpHeaderNames.CONTENT_TYPE, found.type);
                found.fields.forEach(answer.headers()::set);
            }
            ctx.writeAndFlush(answer);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
