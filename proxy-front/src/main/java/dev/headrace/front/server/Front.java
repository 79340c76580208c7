package dev.headrace.front.server;

import dev.headrace.adapter.RewriteHandler;
import dev.headrace.adapter.feature.FragmentSource;
import dev.headrace.front.proxy.Client;
import dev.headrace.front.proxy.ClientHandler;
import dev.headrace.front.proxy.FragmentFetch;
import dev.headrace.front.proxy.Http1Codec;
import dev.headrace.front.proxy.Http2Traffic;
import dev.headrace.front.proxy.Proxy;
import dev.headrace.front.proxy.RequestGuard;
import dev.headrace.front.proxy.StreamGuard;
import dev.headrace.front.proxy.TenantPolicy;
import dev.headrace.front.proxy.Traffic;
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
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front: takes connections, and passes each request to its tenant's upstream. The table of tenants may be replaced at any time;
 * requests that are under way end as they began. All methods may be called from any thread but an event loop's.
 */
public final class Front implements AutoCloseable {
    private static final int LINE_BYTES = 16 * 1024;
    /** So much waits for a client: less, and fast clients wait for turns of the event loop; more, and slow ones hold it for long. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final FrontSettings settings;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Map<EventLoop, Proxy> proxies = new ConcurrentHashMap<>();
    private final List<Listening> listening = new CopyOnWriteArrayList<>();
    private final RequestGuard guard = new RequestGuard();
    private final StreamGuard streamGuard = new StreamGuard();
    private final ConnectionCounts counts;
    private final AddressResolverGroup<InetSocketAddress> names;
    private final HealthChecks checks;
    private final FragmentSource fragments;
    private volatile RoutingTable table;

    /** How long connections may take to end; null while they need not. */
    private volatile @Nullable Duration draining;

    /** A front that listens nowhere yet. */
    public Front(FrontSettings settings, RoutingTable table) {
        this.settings = settings;
        this.table = table;
        this.counts = new ConnectionCounts(settings.limits().connectionsPerAddress());
        this.names = new RoundRobinDnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelFactory(settings.transport().datagrams()));
        this.loops = new MultiThreadIoEventLoopGroup(
                settings.threads(), settings.transport().handlers());
        this.fragments = new FragmentFetch(
                this::table,
                loops,
                loop -> proxies.computeIfAbsent(loop, this::proxy).origins());
        EventLoop checking = loops.next();
        this.checks = new HealthChecks(checking, connections(checking));
        checks.watch(table.upstreamsInUse());
    }

    /** The table that is in force. */
    public RoutingTable table() {
        return table;
    }

    /** Gets fragments from tenants' upstreams, for pages of theirs. */
    public FragmentSource fragments() {
        return fragments;
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
        Listening gentle = new Listening();
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(settings.transport().listeners())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .handler(gentle)
                .childHandler(new Acceptor(settings, listener, counts, channels::add, this::serve));
        if (settings.reusePort()) {
            server.option(settings.transport().reusePort(), true);
        }
        ChannelFuture bound = server.bind(listener.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + listener.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening.add(gentle);
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private void serve(Channel channel, Client client, String applicationProtocol) {
        if (applicationProtocol.equals(ApplicationProtocolNames.HTTP_2)) {
            addHttp2(channel, client);
        } else {
            if (!client.secure()) {
                var unused = channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                channel.pipeline().addLast(new PriorKnowledge(() -> changeToHttp2(channel, client)));
            }
            Http1Codec codec = new Http1Codec(
                    LINE_BYTES, settings.limits().headBytes(), settings.log().traffic(null));
            channel.pipeline().addLast(codec);
            addExchanges(channel, channel.eventLoop(), client, false, codec::nextTraffic);
        }
        sayGoodbyeIfDraining(channel);
    }

    private void sayGoodbyeIfDraining(Channel channel) {
        Duration patience = draining;
        if (patience != null) {
            Goodbye.to(channel, patience);
        }
    }

    private void changeToHttp2(Channel channel, Client client) {
        ChannelPipeline pipeline = channel.pipeline();
        while (!(pipeline.last() instanceof PriorKnowledge)) {
            pipeline.removeLast();
        }
        var unused = channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        addHttp2(channel, client);
        sayGoodbyeIfDraining(channel);
    }

    private void addHttp2(Channel channel, Client client) {
        Http2Traffic traffic = new Http2Traffic(settings.log().traffic(null));
        channel.pipeline()
                .addLast(new Http2Backpressure(settings.timeouts().send(), channel.eventLoop()))
                .addLast(traffic)
                .addLast(Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings()
                                .maxConcurrentStreams(settings.limits().concurrentStreams())
                                .maxHeaderListSize(settings.limits().headBytes()))
                        .validateRequiredPseudoHeaders(true)
                        .build())
                .addLast(new IdleConnectionHandler(settings.timeouts().idle(), channel.eventLoop()))
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.config().setWriteBufferWaterMark(WAITING);
                        stream.pipeline().addLast(streamGuard).addLast(new Http2StreamFrameToHttpObjectCodec(true));
                        Traffic own = traffic.of(
                                ((Http2StreamChannel) stream).stream().id(), stream);
                        addExchanges(stream, channel.eventLoop(), client, true, () -> own);
                    }
                }))
                .addLast(new ConnectionErrors());
    }

    private void addExchanges(
            Channel channel, EventLoop loop, Client client, boolean isStream, Supplier<Traffic> traffic) {
        Proxy proxy = proxies.computeIfAbsent(loop, this::proxy);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(guard);
        pipeline.addLast(new RewriteHandler(
                new TenantPolicy(this::table, client), settings.rewriteOptions(), settings.rewriteListener()));
        pipeline.addLast(new ClientHandler(proxy, client, loop, isStream, traffic));
    }

    private OriginConnections connections(EventLoop loop) {
        return new OriginConnections(loop, settings.transport().connections(), names);
    }

    private Proxy proxy(EventLoop loop) {
        return new Proxy(
                this::table,
                connections(loop),
                settings.timeouts(),
                settings.limits().requestsPerConnection(),
                settings.log());
    }

    /** Takes what connections have come, listens no more, and waits until the requests that are under way are answered. */
    public void drain(Duration patience) {
        draining = patience;
        listening.stream().map(Listening::closeWhenQuiet).toList().forEach(Future::awaitUninterruptibly);
        // Those that were accepted last have reached their event loops by now; it takes a turn of each until they are
        // known.
        loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
        channels.forEach(channel -> Goodbye.to(channel, patience));
        channels.newCloseFuture().awaitUninterruptibly(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many connections of clients are open. */
    public int connections() {
        return channels.size();
    }

    /** Closes everything. */
    @Override
    public void close() {
        checks.watch(List.of());
        names.close();
        // Past the handlers, which would wait for streams; while the loops still run what handlers do at the end of a
        // connection.
        channels.forEach(
                channel -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
        channels.newCloseFuture().awaitUninterruptibly(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
