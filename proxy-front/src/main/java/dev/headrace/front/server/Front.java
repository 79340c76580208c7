package dev.headrace.front.server;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.front.proxy.Client;
import dev.headrace.front.proxy.ClientHandler;
import dev.headrace.front.proxy.Http1Codec;
import dev.headrace.front.proxy.Proxy;
import dev.headrace.front.proxy.RequestGuard;
import dev.headrace.front.proxy.TenantPolicy;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.upstream.HealthChecks;
import dev.headrace.front.upstream.OriginConnections;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The front: takes connections, and passes each request to its tenant's upstream. The table of tenants may be replaced at any time;
 * requests that are under way end as they began. All methods may be called from any thread but an event loop's.
 */
public final class Front implements AutoCloseable {
    private static final int LINE_BYTES = 16 * 1024;

    private final FrontSettings settings;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Map<EventLoop, Proxy> proxies = new ConcurrentHashMap<>();
    private final List<Channel> listening = new CopyOnWriteArrayList<>();
    private final RequestGuard guard = new RequestGuard();
    private final ConnectionCounts counts;
    private final RewritePolicy policy;
    private final HealthChecks checks;
    private volatile RoutingTable table;

    /** A front that listens nowhere yet. */
    public Front(FrontSettings settings, RoutingTable table) {
        this.settings = settings;
        this.table = table;
        this.policy = new TenantPolicy(this::table);
        this.counts = new ConnectionCounts(settings.limits().connectionsPerAddress());
        this.loops = new MultiThreadIoEventLoopGroup(settings.threads(), NioIoHandler.newFactory());
        this.checks = new HealthChecks(loops.next(), NioSocketChannel::new);
        checks.watch(table.upstreamsInUse());
    }

    /** The table that is in force. */
    public RoutingTable table() {
        return table;
    }

    /** Puts another table in force, for all requests that come from now on. */
    public void replace(RoutingTable other) {
        table = other;
        checks.watch(other.upstreamsInUse());
    }

    /**
     * Listens.
     *
     * @return where; another port than was asked for if that was 0
     * @throws IOException if nobody can listen there
     */
    public InetSocketAddress listen(Listener listener) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Acceptor(settings, listener, counts, this::serve))
                .bind(listener.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + listener.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private void serve(Channel channel, Client client, String applicationProtocol) {
        channels.add(channel);
        if (applicationProtocol.equals(ApplicationProtocolNames.HTTP_2)) {
            addHttp2(channel, client);
        } else {
            channel.pipeline()
                    .addLast(new Http1Codec(LINE_BYTES, settings.limits().headBytes()));
            addExchanges(channel, channel.eventLoop(), client, false);
        }
    }

    private void addHttp2(Channel channel, Client client) {
        channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings()
                                .maxConcurrentStreams(settings.limits().concurrentStreams())
                                .maxHeaderListSize(settings.limits().headBytes()))
                        .build())
                .addLast(new IdleConnectionHandler(settings.timeouts().idle(), channel.eventLoop()))
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
                        addExchanges(stream, channel.eventLoop(), client, true);
                    }
                }));
    }

    private void addExchanges(Channel channel, EventLoop loop, Client client, boolean isStream) {
        Proxy proxy = proxies.computeIfAbsent(loop, this::proxy);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(guard);
        pipeline.addLast(new RewriteHandler(policy, settings.rewriteOptions(), settings.rewriteListener()));
        pipeline.addLast(new ClientHandler(proxy, client, loop, isStream));
    }

    private Proxy proxy(EventLoop loop) {
        return new Proxy(
                this::table,
                new OriginConnections(loop, NioSocketChannel::new),
                settings.timeouts(),
                settings.limits().requestsPerConnection(),
                settings.log());
    }

    /** Listens no more, and waits until the requests that are under way are answered. */
    public void drain(Duration patience) {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        channels.forEach(Front::endGently);
        channels.newCloseFuture().awaitUninterruptibly(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void endGently(Channel channel) {
        ClientHandler handler = channel.pipeline().get(ClientHandler.class);
        if (handler == null) {
            // HTTP/2 tells the client, and waits for its streams (RFC 9113 §6.8).
            var unused = channel.close();
        } else {
            channel.eventLoop().execute(handler::drain);
        }
    }

    /** Closes everything. */
    @Override
    public void close() {
        checks.watch(List.of());
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
