package dev.headrace.front.server;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.StandardSocketOptions;

/** How the operating system is asked for bytes. */
public enum Transport {
    /** Linux's epoll. */
    EPOLL,
    /** The JDK's selectors, on every system. */
    NIO;

    /** The faster one of those that are there. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory handlers() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    Class<? extends ServerChannel> listeners() {
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    ChannelFactory<SocketChannel> connections() {
        return this == EPOLL ? EpollSocketChannel::new : NioSocketChannel::new;
    }

    /** Whether other sockets may listen at the same address. */
    ChannelOption<Boolean> reusePort() {
        return this == EPOLL ? UnixChannelOption.SO_REUSEPORT : NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }

    ChannelFactory<DatagramChannel> datagrams() {
        return this == EPOLL ? EpollDatagramChannel::new : NioDatagramChannel::new;
    }
}
