package dev.headrace.front.server;

import dev.headrace.front.proxy.Client;
import dev.headrace.front.time.Deadline;
import dev.headrace.front.tls.TlsEvent;
import dev.headrace.front.tls.TlsServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to a connection before the first request: whose it is, whether it may be there, and TLS. */
final class Acceptor extends ChannelInitializer<Channel> {
    /** Goes on with a connection that may send requests. */
    @FunctionalInterface
    interface Next {
        void accept(Channel channel, Client client, String applicationProtocol);
    }

    private final FrontSettings settings;
    private final Listener listener;
    private final ConnectionCounts counts;
    private final Consumer<Channel> opened;
    private final Next next;

    Acceptor(FrontSettings settings, Listener listener, ConnectionCounts counts, Consumer<Channel> opened, Next next) {
        this.settings = settings;
        this.listener = listener;
        this.counts = counts;
        this.opened = opened;
        this.next = next;
    }

    @Override
    protected void initChannel(Channel channel) {
        opened.accept(channel);
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        if (!listener.proxyProtocol()) {
            admit(channel, peer, peer);
        } else if (settings.trusted().test(peer)) {
            channel.pipeline()
                    .addLast(new HAProxyMessageDecoder(true))
                    .addLast(new ProxyProtocolHandler(peer, channel.eventLoop()));
        } else {
            var unused = channel.close();
        }
    }

    private void admit(Channel channel, InetAddress address, InetAddress peer) {
        if (!counts.admit(channel, address)) {
            var unused = channel.close();
            return;
        }
        TlsServer tls = settings.tls();
        if (listener.tls() && tls != null) {
            tls.addTo(channel.pipeline());
            channel.pipeline().addLast(new HandshakeHandler(address, peer));
        } else {
            next.accept(channel, client(address, peer, false, null), ApplicationProtocolNames.HTTP_1_1);
        }
    }

    private Client client(InetAddress address, InetAddress peer, boolean secure, @Nullable String name) {
        return new Client(address, secure, name, settings.trusted().test(peer));
    }

    /** Takes the first message, which says whose the connection is. */
    private final class ProxyProtocolHandler extends ChannelInboundHandlerAdapter {
        private final InetAddress peer;
        private final Deadline deadline;

        ProxyProtocolHandler(InetAddress peer, EventLoop loop) {
            this.peer = peer;
            this.deadline = new Deadline(loop);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            deadline.set(settings.timeouts().head(), () -> {
                var unused = ctx.close();
            });
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            deadline.end();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) throws UnknownHostException {
            if (!(msg instanceof HAProxyMessage told)) {
                ctx.fireChannelRead(msg);
                return;
            }
            try {
                byte[] source = NetUtil.createByteArrayFromIpAddressString(String.valueOf(told.sourceAddress()));
                admit(ctx.channel(), source == null ? peer : InetAddress.getByAddress(source), peer);
            } finally {
                told.release();
            }
            ctx.pipeline().remove(this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // What came is no PROXY protocol; nothing else may come on this listener.
            var unused = ctx.close();
        }
    }

    /** Waits for the end of the handshake. */
    private final class HandshakeHandler extends ChannelInboundHandlerAdapter {
        private final InetAddress address;
        private final InetAddress peer;

        HandshakeHandler(InetAddress address, InetAddress peer) {
            this.address = address;
            this.peer = peer;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof TlsEvent ended) {
                settings.handshakes().accept(ended);
            }
            if (event instanceof TlsEvent.Established done) {
                next.accept(ctx.channel(), client(address, peer, true, done.serverName()), done.applicationProtocol());
                ctx.pipeline().remove(this);
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The handshake has failed, which the event before this has told.
            var unused = ctx.close();
        }
    }
}
