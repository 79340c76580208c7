package dev.headrace.front.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens for operators, in the clear, on an event loop of its own: when all others are busy, it still answers. Methods may be called from
 * any thread but that loop's.
 */
public final class AdminListener implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;
    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEAD_BYTES = 8 * 1024;

    /** A GET has no content; what is more than a little is not read. */
    private static final int CONTENT_BYTES = 1024;

    private static final int TIMEOUT_SECONDS = 30;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;

    /** Connections that are open. Used on the loop. */
    private int open;

    /**
     * Listens.
     *
     * @param reusePort whether another process may listen there, too
     * @param token what clients must know; null for nothing
     * @throws IOException if nobody can listen there
     */
    public AdminListener(InetSocketAddress address, boolean reusePort, @Nullable BearerToken token, AdminPages pages)
            throws IOException {
        AdminHandler handler = new AdminHandler(pages, token);
        ServerBootstrap server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        accept(connection, handler);
                    }
                });
        if (reusePort) {
            server.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
        }
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        channel = bound.channel();
        if (!bound.isSuccess()) {
            close();
            throw new IOException(
                    "cannot listen on " + address + " for admin: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
    }

    private void accept(Channel connection, AdminHandler handler) {
        open++;
        connection.closeFuture().addListener(closed -> open--);
        if (open > MOST_CONNECTIONS) {
            var unused = connection.close();
            return;
        }
        connection
                .pipeline()
                .addLast(new ReadTimeoutHandler(TIMEOUT_SECONDS))
                .addLast(new WriteTimeoutHandler(TIMEOUT_SECONDS))
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(LINE_BYTES)
                        .setMaxHeaderSize(HEAD_BYTES)))
                .addLast(new HttpObjectAggregator(CONTENT_BYTES, true))
                .addLast(handler);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
