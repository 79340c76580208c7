package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.TestOrigin.Connection;
import dev.headrace.front.upstream.Checks;
import dev.headrace.front.upstream.HealthChecks;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.OriginConnections;
import dev.headrace.front.upstream.OriginTls;
import dev.headrace.front.upstream.ServerStatus;
import dev.headrace.front.upstream.Upstream;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that pass and fail their checks, over real connections. */
@Timeout(30)
class HealthChecksTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String OK = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String BAD = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop checking = loop.next();
    private final HealthChecks checks = new HealthChecks(
            checking, new OriginConnections(checking, NioSocketChannel::new, DefaultAddressResolverGroup.INSTANCE));
    private final List<TestOrigin> origins = new ArrayList<>();
    private volatile String answer = OK;
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() throws IOException {
        for (TestOrigin origin : origins) {
            origin.close();
        }
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
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

    private void awaitState(Upstream upstream, ServerStatus.State state) {
        while (state(upstream) != state) {
            awaitABit();
        }
    }

    private void awaitABit() {
        loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    private void awaitChecks(int more) {
        int until = asked.get() + more;
        while (asked.get() < until) {
            awaitABit();
        }
    }

    @Test
    void serverThatFailsThreeTimes_isDown_andUpAgainAfterTwoPasses() throws Exception {
        TestOrigin origin = origin();
        Upstream upstream = upstream(origin.origin(), LONG, "shop.example");
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
                upstream(other.origin(), LONG, "a"),
                upstream(gone.origin(), LONG, "a"));

        checks.watch(all);

        all.forEach(each -> awaitState(each, ServerStatus.State.DOWN));
    }

    @Test
    void serverWithTls_isVerified_asForRequests() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=origin.example")
                .addSanDnsName("origin.example")
                .ecp256()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(bundle.toKeyManagerFactory().getKeyManagers(), null, null);
        SslContextBuilder trusting = SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm("HTTPS")
                .trustManager(bundle.getCertificate());
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 50, LOOPBACK)) {
            Thread serving = new Thread(() -> serve(server, names), "origin");
            serving.setDaemon(true);
            serving.start();
            Upstream verified = upstream(at(server, new OriginTls(trusting.build(), "origin.example")), LONG, "a");
            Upstream misnamed = upstream(at(server, new OriginTls(trusting.build(), "other.example")), LONG, "a");
            checks.watch(List.of(verified, misnamed));

            awaitState(misnamed, ServerStatus.State.DOWN);
            awaitChecks(5);
            assertThat(state(verified)).isEqualTo(ServerStatus.State.UP);
            assertThat(names).contains("origin.example");
        }
    }

    private static Origin at(ServerSocket server, OriginTls tls) {
        return new Origin("127.0.0.1", server.getLocalPort(), tls, false);
    }

    private void serve(ServerSocket server, BlockingQueue<String> names) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                ((ExtendedSSLSession) socket.getSession())
                        .getRequestedServerNames()
                        .forEach(name -> names.add(new String(name.getEncoded(), US_ASCII)));
                if (socket.getInputStream().read() == 'G') {
                    asked.incrementAndGet();
                    socket.getOutputStream().write(OK.getBytes(US_ASCII));
                }
            } catch (IOException e) {
                // The front did not like the certificate, or the test is over.
            }
        }
    }

    @Test
    void reload_leavesStateAndChecks_andEndsThoseThatNobodyWants() throws Exception {
        Upstream kept = upstream(origin().origin(), LONG, "a");
        TestOrigin other = origin();
        Upstream dropped = upstream(other.origin(), LONG, "b");
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
