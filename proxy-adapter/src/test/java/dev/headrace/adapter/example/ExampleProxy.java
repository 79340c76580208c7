package dev.headrace.adapter.example;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.content.Content;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A reverse proxy that puts the responses of one origin through {@link RewriteHandler}.
 *
 * <p>It speaks HTTP/1.1 and HTTP/2 with clients, in the clear and over TLS, and HTTP/1.1 with the origin, over a new connection
 * for each request.
 */
public final class ExampleProxy implements AutoCloseable {
    // ---- What matters, beginning

    /** Marks every link, and leaves a comment at the end of the body. */
    public static final HtmlRewriter REWRITER = HtmlRewriter.builder()
            .on("a[href]", a -> a.setAttribute("data-headrace", "1"))
            .on("body", body -> body.append(Content.html("<!-- rewritten -->")))
            .build();

    /** The version goes into entity tags: change it when the rewriter changes. */
    private static final Rewriting REWRITING = Rewriting.of(REWRITER, "example-1");

    /** Has each response say what was done: {@code Headrace: rewritten}. */
    private static final RewriteOptions OPTIONS = RewriteOptions.DEFAULT.withResponseHeader("Headrace");

    /** The handlers behind the codec, on a connection of HTTP/1.1 as on a stream of HTTP/2. */
    private void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(new RewriteHandler(request -> REWRITING, OPTIONS, listener));
        pipeline.addLast(new ForwardingHandler(origin));
    }

    // ---- What matters, end

    private final InetSocketAddress origin;
    private final RewriteListener listener;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

    /**
     * A proxy that listens nowhere yet.
     *
     * @param listener hears what became of each response
     */
    public ExampleProxy(InetSocketAddress origin, RewriteListener listener) {
        this.origin = origin;
        this.listener = listener;
    }

    /**
     * Listens for HTTP/1.1, and for HTTP/2 by clients that know (RFC 9113 §3.3).
     *
     * @return where; another port than was asked for if that was 0
     * @throws IOException if nobody can listen there
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return bind(address, Protocols.cleartext(this::addHandlers));
    }

    /** As {@link #listen}, over TLS; ALPN chooses the protocol (RFC 9113 §3.2). */
    public InetSocketAddress listenTls(InetSocketAddress address, SslContext tls) throws IOException {
        return bind(address, Protocols.tls(tls, this::addHandlers));
    }

    private InetSocketAddress bind(InetSocketAddress address, ChannelInitializer<Channel> initializer)
            throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(initializer)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + Addresses.format(address) + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
