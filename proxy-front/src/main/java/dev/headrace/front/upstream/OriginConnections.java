package dev.headrace.front.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to all origins: those that are idle wait here for the next request. There are never more than
 * requests were under way at once, and the last one used is the first to be used again, so that those too many grow old and are closed.
 */
public final class OriginConnections {
    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private final AddressResolverGroup<InetSocketAddress> names;
    private final Map<Origin, Deque<Http1Connection>> idle = new HashMap<>();
    private final Map<Origin, List<Http2Connection>> shared = new HashMap<>();

    /**
     * Connections of an event loop.
     *
     * @param channels makes channels of the loop's kind
     * @param names finds origins' addresses
     */
    public OriginConnections(
            EventLoop loop, ChannelFactory<? extends Channel> channels, AddressResolverGroup<InetSocketAddress> names) {
        this.loop = loop;
        this.channels = channels;
        this.names = names;
    }

    /**
     * Finds a connection or makes one; the listener hears that it is there, perhaps before this returns, or that there will be none.
     *
     * @param fresh whether it must be a new one
     */
    public void connect(Origin origin, Upstream.Timeouts timeouts, boolean fresh, OriginListener listener) {
        if (origin.http2()) {
            share(origin, timeouts, fresh, listener);
            return;
        }
        Http1Connection kept = fresh ? null : idleOne(origin);
        if (kept != null) {
            kept.begin(listener, timeouts);
            return;
        }
        dial(origin, timeouts, this::addHttp1, new Dialled() {
            @Override
            public void established(Channel channel) {
                channel.pipeline().get(Http1Connection.class).begin(listener, timeouts);
            }

            @Override
            public void failed(OriginFault fault) {
                listener.failed(fault);
            }
        });
    }

    private @Nullable Http1Connection idleOne(Origin origin) {
        Deque<Http1Connection> waiting = idle.get(origin);
        if (waiting == null) {
            return null;
        }
        Http1Connection connection = waiting.pollLast();
        while (connection != null && !connection.isUsable()) {
            connection = waiting.pollLast();
        }
        if (waiting.isEmpty()) {
            idle.remove(origin);
        }
        return connection;
    }

    private void share(Origin origin, Upstream.Timeouts timeouts, boolean fresh, OriginListener listener) {
        List<Http2Connection> open = shared.computeIfAbsent(origin, of -> new ArrayList<>());
        if (fresh) {
            List.copyOf(open).forEach(Http2Connection::closeIfIdle);
        }
        Http2Connection connection = null;
        for (int i = 0; i < open.size() && connection == null; i++) {
            boolean fits = open.get(i).hasRoom() && (!fresh || open.get(i).isBeingMade());
            connection = fits ? open.get(i) : null;
        }
        if (connection != null) {
            connection.take(listener, timeouts);
            return;
        }
        Http2Connection another = new Http2Connection(this, origin);
        open.add(another);
        another.take(listener, timeouts);
        dial(origin, timeouts, (of, channel) -> another.addTo(channel), another);
    }

    /** Hears what becomes of a connection that is being made. */
    interface Dialled {
        void established(Channel channel);

        void failed(OriginFault fault);
    }

    private void dial(
            Origin origin, Upstream.Timeouts timeouts, BiConsumer<Origin, Channel> protocol, Dialled dialled) {
        dial(origin, timeouts, protocol, dialled, true);
    }

    private void dial(
            Origin origin,
            Upstream.Timeouts timeouts,
            BiConsumer<Origin, Channel> protocol,
            Dialled dialled,
            boolean onceMore) {
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .resolver(names)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(timeouts.connect().toMillis(), Integer.MAX_VALUE))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        OriginTls tls = origin.tls();
                        if (tls != null) {
                            channel.pipeline()
                                    .addLast(tls.context()
                                            .newHandler(channel.alloc(), tls.serverName(origin), origin.port()));
                        }
                        protocol.accept(origin, channel);
                    }
                })
                .connect(origin.host(), origin.port());
        connected.addListener(done -> {
            if (onceMore && done.cause() instanceof ClosedChannelException) {
                // Nobody here closes a channel that is connecting. With epoll, an event of a socket that was closed a
                // moment ago
                // can reach the one that has got its number.
                loop.execute(() -> dial(origin, timeouts, protocol, dialled, false));
            } else if (!done.isSuccess()) {
                boolean late = done.cause() instanceof ConnectTimeoutException;
                dialled.failed(late ? OriginFault.CONNECT_TIMEOUT : OriginFault.NO_CONNECTION);
            } else if (origin.tls() != null) {
                handshake(connected.channel(), origin, timeouts, dialled);
            } else {
                dialled.established(connected.channel());
            }
        });
    }

    private static void handshake(Channel channel, Origin origin, Upstream.Timeouts timeouts, Dialled dialled) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        handler.setHandshakeTimeoutMillis(timeouts.connect().toMillis());
        handler.handshakeFuture().addListener(done -> {
            if (!done.isSuccess()) {
                dialled.failed(OriginFault.TLS_FAILED);
            } else if (origin.http2() && !ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol())) {
                var unused = channel.close();
                dialled.failed(OriginFault.TLS_FAILED);
            } else {
                dialled.established(channel);
            }
        });
    }

    private void addHttp1(Origin origin, Channel channel) {
        OriginCodec codec = new OriginCodec();
        channel.pipeline().addLast(codec).addLast(new Http1Connection(this, origin, channel, codec));
    }

    void keep(Http1Connection connection) {
        idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>()).addLast(connection);
    }

    void forget(Http1Connection connection) {
        Deque<Http1Connection> waiting = idle.get(connection.origin());
        if (waiting != null && waiting.remove(connection) && waiting.isEmpty()) {
            idle.remove(connection.origin());
        }
    }

    void forget(Http2Connection connection) {
        List<Http2Connection> open = shared.get(connection.origin());
        if (open != null && open.remove(connection) && open.isEmpty()) {
            shared.remove(connection.origin());
        }
    }

    /** How many connections are idle. */
    public int idle() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }
}
