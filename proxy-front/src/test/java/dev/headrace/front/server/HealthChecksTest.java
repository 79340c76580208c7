package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.TestOrigin.Connection;
import dev.headrace.front.upstream.Checks;
import dev.headrace.front.upstream.HealthChecks;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.ServerStatus;
import dev.headrace.front.upstream.Upstream;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that pass and fail their checks, over real connections. */
@Timeout(30)
class HealthChecksTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final String OK = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String BAD = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HealthChecks checks = new HealthChecks(loop.next(), NioSocketChannel::new);
    private final List<TestOrigin> origins = new ArrayList<>();
    private volatile String answer = OK;
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() throws IOException {
        for (TestOrigin origin : origins) {
            origin.close();
        }
        loop.shutdownGracefully().awaitUninterruptibly();
    }

    private TestOrigin origin() throws IOException {
        TestOrigin origin = new TestOrigin(this::answer);
        origins.add(origin);
        return origin;
    }

    private void answer(Connection connection) throws IOException {
        while (connection.readHead()) {
            asked.incrementAndGet();
            connection.send(answer);
        }
    }

    private static Upstream upstream(Origin origin, Duration timeout, String host) {
        return new Upstream(
                "u",
                List.of(origin),
                Upstream.Balance.ROUND_ROBIN,
                Upstream.Timeouts.DEFAULT,
                Upstream.Options.DEFAULT,
                new Checks("/health?brief", host, INTERVAL, timeout, 2, 3, 200, 399));
    }

    private static ServerStatus.State state(Upstream upstream) {
        return upstream.status().get(0).state();
    }

    private static void awaitState(Upstream upstream, ServerStatus.State state) {
        while (state(upstream) != state) {
            Thread.onSpinWait();
        }
    }

    private void awaitChecks(int more) {
        int until = asked.get() + more;
        while (asked.get() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void serverThatFailsThreeTimes_isDown_andUpAgainAfterTwoPasses() throws Exception {
        TestOrigin origin = origin();
        Upstream upstream = upstream(origin.origin(), Duration.ofSeconds(10), "shop.example");
        checks.watch(List.of(upstream));
        awaitChecks(3);
        assertThat(state(upstream)).isEqualTo(ServerStatus.State.UP);
        answer = BAD;
        awaitState(upstream, ServerStatus.State.DOWN);
        answer = "HTTP/1.1 103 Early Hints\r\n\r\n" + OK;
        awaitState(upstream, ServerStatus.State.UP);

        assertThat(origin.received())
                .startsWith("GET /health?brief HTTP/1.1\r\n")
                .containsIgnoringCase("host: shop.example\r\n")
                .containsIgnoringCase("connection: close\r\n");
    }

    @Test
    void serverThatIsMute_orDoesNotSpeakHttp_orIsNotThere_isDown() throws Exception {
        TestOrigin mute = new TestOrigin(connection -> connection.read());
        origins.add(mute);
        TestOrigin other = new TestOrigin(connection -> connection.send("220 mail.example ESMTP\r\n"));
        origins.add(other);
        TestOrigin gone = new TestOrigin(connection -> {});
        gone.close();
        List<Upstream> all = List.of(
                upstream(mute.origin(), Duration.ofMillis(20), "a"),
                upstream(other.origin(), Duration.ofSeconds(10), "a"),
                upstream(gone.origin(), Duration.ofSeconds(10), "a"));

        checks.watch(all);

        all.forEach(each -> awaitState(each, ServerStatus.State.DOWN));
    }

    @Test
    void reload_leavesStateAndChecks_andEndsThoseThatNobodyWants() throws Exception {
        Upstream kept = upstream(origin().origin(), Duration.ofSeconds(10), "a");
        TestOrigin other = origin();
        Upstream dropped = upstream(other.origin(), Duration.ofSeconds(10), "b");
        answer = BAD;
        checks.watch(List.of(kept, dropped));
        awaitState(kept, ServerStatus.State.DOWN);
        awaitState(dropped, ServerStatus.State.DOWN);

        checks.watch(List.of(kept));
        loop.submit(() -> {}).syncUninterruptibly();
        int connections = other.connections.size();
        assertThat(state(kept)).isEqualTo(ServerStatus.State.DOWN);
        answer = OK;
        awaitState(kept, ServerStatus.State.UP);
        awaitChecks(10);
        assertThat(other.connections.size()).isBetween(connections, connections + 1);
        assertThat(state(dropped)).isEqualTo(ServerStatus.State.DOWN);
    }
}
