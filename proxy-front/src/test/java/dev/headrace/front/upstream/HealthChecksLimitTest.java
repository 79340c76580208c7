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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final CountDownLatch connections = new CountDownLatch(3 * SERVERS);

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Takes connections, and closes each after a while. */
    private Origin closing() {
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

    private final class Counting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            connections.countDown();
            var unused = ctx.executor().schedule(() -> end(ctx), 5, TimeUnit.MILLISECONDS);
        }

        private void end(ChannelHandlerContext ctx) {
            // First: the next check may begin as soon as it is closed.
            open.decrementAndGet();
            var unused = ctx.close();
        }
    }

    @Test
    void onlySoManyChecks_areUnderWay_andAllServersHaveTheirTurn() throws InterruptedException {
        List<Origin> origins = Stream.generate(this::closing).limit(SERVERS).toList();
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
        connections.await();
        while (upstream.status().stream().anyMatch(server -> server.state() != ServerStatus.State.DOWN)) {
            loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
        }

        assertThat(mostOpen.get()).isBetween(1, MOST);
    }
}
