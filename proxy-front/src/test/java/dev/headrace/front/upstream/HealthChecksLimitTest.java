package dev.headrace.front.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthChecksLimitTest {
    private static final int MOST = 2;
    private static final int SERVERS = 6;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final Queue<Channel> connections = new ConcurrentLinkedQueue<>();
    private final Set<SocketAddress> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch unseen = new CountDownLatch(SERVERS);

    @AfterEach
    void stop() {
        loops.shutdownGracefully().awaitUninterruptibly();
    }

    /** Takes connections, and says nothing. */
    private Origin mute() {
        Channel channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        child.pipeline().addLast(new Counting());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return Origin.http("127.0.0.1", ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Ends the oldest connection when there are as many as may be. */
    private final class Counting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            connections.add(ctx.channel());
            if (seen.add(ctx.channel().localAddress())) {
                unseen.countDown();
            }
            if (open.get() >= MOST) {
                open.decrementAndGet();
                var unused = connections.remove().close();
            }
        }
    }

    @Test
    void onlySoManyChecks_areUnderWay_andAllServersHaveTheirTurn() throws InterruptedException {
        List<Origin> origins = Stream.generate(this::mute).limit(SERVERS).toList();
        Upstream upstream = new Upstream(
                "u",
                origins,
                Upstream.Balance.ROUND_ROBIN,
                Upstream.Timeouts.DEFAULT,
                Upstream.Options.DEFAULT,
                new Checks("/", null, Duration.ofMillis(10), Duration.ofMinutes(1), 1, 1, 200, 399));
        HealthChecks checks = new HealthChecks(
                loop, new OriginConnections(loop, NioSocketChannel::new, DefaultAddressResolverGroup.INSTANCE), MOST);

        checks.watch(List.of(upstream));
        unseen.await();

        assertThat(mostOpen.get()).isEqualTo(MOST);
    }
}
