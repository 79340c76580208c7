package dev.headrace.front.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to all origins: those that are idle wait here for the next request. */
public final class OriginConnections {
    private static final int MOST_IDLE = 64;

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> channels;
    private final AddressResolverGroup<InetSocketAddress> names;
    private final Map<Origin, Deque<OriginConnection>> idle = new HashMap<>();

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
        OriginConnection kept = fresh ? null : idleOne(origin);
        if (kept != null) {
            kept.begin(listener, timeouts);
        } else {
            open(origin, timeouts, listener);
        }
    }

    private @Nullable OriginConnection idleOne(Origin origin) {
        Deque<OriginConnection> waiting = idle.get(origin);
        if (waiting == null) {
            return null;
        }
        OriginConnection connection = waiting.pollLast();
        while (connection != null && !connection.isUsable()) {
            connection = waiting.pollLast();
        }
        if (waiting.isEmpty()) {
            idle.remove(origin);
        }
        return connection;
    }

    private void open(Origin origin, Upstream.Timeouts timeouts, OriginListener listener) {
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
                        addHandlers(channel, origin);
                    }
                })
                .connect(origin.host(), origin.port());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                boolean late = done.cause() instanceof ConnectTimeoutException;
                listener.failed(late ? OriginFault.CONNECT_TIMEOUT : OriginFault.NO_CONNECTION);
            } else if (origin.tls() != null) {
                handshake(connected.channel(), timeouts, listener);
            } else {
                begin(connected.channel(), timeouts, listener);
            }
        });
    }

    private void addHandlers(Channel channel, Origin origin) {
        OriginTls tls = origin.tls();
        OriginCodec codec = new OriginCodec();
        if (tls != null) {
            SslHandler handler = tls.context().newHandler(channel.alloc(), tls.serverName(origin), origin.port());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(codec).addLast(new OriginConnection(this, origin, channel, codec));
    }

    private static void handshake(Channel channel, Upstream.Timeouts timeouts, OriginListener listener) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        handler.setHandshakeTimeoutMillis(timeouts.connect().toMillis());
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                begin(channel, timeouts, listener);
            } else {
                listener.failed(OriginFault.TLS_FAILED);
            }
        });
    }

    private static void begin(Channel channel, Upstream.Timeouts timeouts, OriginListener listener) {
        channel.pipeline().get(OriginConnection.class).begin(listener, timeouts);
    }

    void keep(OriginConnection connection) {
        Deque<OriginConnection> waiting = idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>());
        if (waiting.size() < MOST_IDLE) {
            waiting.addLast(connection);
        } else {
            connection.abort();
        }
    }

    void forget(OriginConnection connection) {
        Deque<OriginConnection> waiting = idle.get(connection.origin());
        if (waiting != null && waiting.remove(connection) && waiting.isEmpty()) {
            idle.remove(connection.origin());
        }
    }

    /** How many connections are idle. */
    public int idle() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }
}
