package dev.headrace.front.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.front.server.TestOrigin;
import dev.headrace.front.upstream.OriginConnections;
import dev.headrace.front.upstream.Upstream;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OriginFetchTest {
    private static final int MOST_BYTES = 10;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = loops.next();
    private final OriginConnections connections =
            new OriginConnections(loop, NioSocketChannel::new, DefaultAddressResolverGroup.INSTANCE);

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private CompletableFuture<OriginFetch.Fetched> fetch(TestOrigin origin) {
        Upstream upstream = new Upstream(
                "main",
                List.of(origin.origin()),
                Upstream.Balance.ROUND_ROBIN,
                Upstream.Timeouts.DEFAULT,
                Upstream.Options.DEFAULT);
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/part");
        request.headers().set("host", "shop.example");
        return OriginFetch.begin(loop, connections, upstream, request, InetAddress.getLoopbackAddress(), MOST_BYTES);
    }

    private static TestOrigin answering(String... answers) throws IOException {
        return new TestOrigin(connection -> {
            for (String answer : answers) {
                if (!connection.readHead()) {
                    return;
                }
                connection.send(answer);
            }
        });
    }

    @Test
    void response_isGivenAsAWhole_interimOnesAreNot() throws Exception {
        String answer = """
                HTTP/1.1 103 Early Hints
                Link: </a>

                HTTP/1.1 404 Not Found
                X-A: b
                Transfer-Encoding: chunked

                3
                abc
                2
                de
                0

                """;
        try (TestOrigin origin = answering(answer.replace("\n", "\r\n"))) {
            OriginFetch.Fetched fetched = fetch(origin).join();
            assertThat(fetched.status().code()).isEqualTo(404);
            assertThat(fetched.fields().get("x-a")).isEqualTo("b");
            assertThat(new String(fetched.content(), UTF_8)).isEqualTo("abcde");
            assertThat(origin.received()).startsWith("GET /part HTTP/1.1\r\nhost: shop.example\r\n");
        }
    }

    @Test
    void connection_isUsedAgain_andAStaleOneIsNotSeen() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
        try (TestOrigin origin = answering(answer, answer)) {
            for (int i = 0; i < 3; i++) {
                assertThat(fetch(origin).join().content()).hasSize(1);
            }
            assertThat(origin.received().split("GET ", -1)).hasSizeBetween(4, 5);
        }
    }

    @Test
    void tooMuch_fails() throws Exception {
        try (TestOrigin origin = answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901")) {
            assertThatThrownBy(fetch(origin)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("larger than 10 bytes");
        }
    }

    @Test
    void originThatBreaksOff_fails() throws Exception {
        try (TestOrigin origin = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123")) {
            assertThatThrownBy(fetch(origin)::join)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("main: cut off");
        }
    }

    @Test
    void cancelled_closesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (TestOrigin origin = new TestOrigin(connection -> {
            connection.readHead();
            asked.countDown();
            try {
                connection.read();
            } finally {
                closed.countDown();
            }
        })) {
            CompletableFuture<OriginFetch.Fetched> fetch = fetch(origin);
            asked.await();
            assertThat(fetch.cancel(false)).isTrue();
            closed.await();
        }
    }
}
