package dev.headrace.front.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.proxy.ClientTimeouts;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.OriginFault;
import dev.headrace.front.upstream.OriginTls;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins and clients that do what they should not, or at a bad moment: nothing is mixed up, and nothing hangs. */
@Timeout(30)
class FrontFaultsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final BlockingQueue<ExchangeLog.Entry> log = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private @Nullable Front front;
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() throws IOException {
        if (front != null) {
            front.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    private RawClient client(TestOrigin to) throws IOException {
        origin = to;
        return client(to.origin(), FrontSettings.DEFAULT);
    }

    private RawClient client(Origin to, FrontSettings settings) throws IOException {
        Front made = Fronts.of(to, null, settings.withLog(log::add));
        front = made;
        return new RawClient(made.listen(Fronts.anywhere()));
    }

    private ExchangeLog.Entry logged() throws InterruptedException {
        ExchangeLog.Entry entry = log.poll(20, TimeUnit.SECONDS);
        assertThat(entry).isNotNull();
        return entry;
    }

    /** An origin that says something to the first request, and {@link #closed} when the front closes the connection. */
    private TestOrigin saying(String text) throws IOException {
        return new TestOrigin(connection -> {
            connection.readHead();
            connection.send(text);
            while (connection.read() >= 0) {
                // What the front sends is kept by the connection.
            }
            closed.complete(true);
        });
    }

    @Test
    void answerInFrontOfALargeRequest_canBeRead() throws Exception {
        try (RawClient client = client(saying(HELLO))) {
            client.send("POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1000000000\r\n\r\n");
            client.send("x".repeat(8_000_000));
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("connection: close")
                    .endsWith("Too Large\n");
        }
    }

    @Test
    void pipelinedContent_isSentAtOnce() throws Exception {
        TestOrigin reading = new TestOrigin(connection -> {
            connection.readHead();
            connection.send(HELLO);
            connection.readThrough("\r\n\r\nbody");
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
        });
        try (RawClient client = client(reading)) {
            client.send(GET + "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 4\r\n\r\nbody");
            client.readThrough("hello");
            assertThat(client.readThrough("done")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, "GET /next", "GET /next HTTP/1.1\r\n", "\r\n", "bytes"})
    void whatFollowsAnUpgradeTooEarly_goesToNobody(String behind) throws Exception {
        TestOrigin switching = saying(SWITCHING);
        try (RawClient client = client(switching)) {
            assertThat(client.send(UPGRADE + behind).readAll()).startsWith("HTTP/1.1 400 Bad Request");
            assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(switching.connections).hasSize(1);
            assertThat(switching.received()).endsWith("\r\n\r\n").doesNotContain("next", "bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET,
                "POST / HTTP/1.1\r\nHost: shop.example\r\nConnection: Upgrade\r\nUpgrade: echo\r\nContent-Length: 9\r\n\r\n"
            })
    void switchedProtocols_whenNobodyCanFollow_is502_andTheOriginsConnectionIsClosed(String request) throws Exception {
        try (RawClient client = client(saying(SWITCHING))) {
            assertThat(client.send(request).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
            assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tunnel_isNoIdleConnection() throws Exception {
        ClientTimeouts usual = ClientTimeouts.DEFAULT;
        ClientTimeouts hasty = new ClientTimeouts(
                usual.head(), usual.content(), Duration.ofMillis(100), usual.send(), usual.request());
        TestOrigin switching = saying(SWITCHING);
        origin = switching;
        try (RawClient client = client(switching.origin(), Fronts.settings(hasty, peer -> false, ExchangeLog.NONE))) {
            assertThat(client.send(UPGRADE).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            assertThat(client.isQuiet(500)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket, H2C", "HTTP/2.0"})
    void upgradeToHttp_isNotPassedOn_sinceRequestsWouldPassUnseen(String protocol) throws Exception {
        TestOrigin answering = saying(HELLO);
        try (RawClient client = client(answering)) {
            client.send(UPGRADE.replace("echo", protocol)).readThrough("hello");
            assertThat(answering.received()).doesNotContainIgnoringCase("upgrade");
        }
    }

    @Test
    void originIsLostWhileContentWaits_restOfItIsRead_andTheConnectionGoesOn() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        TestOrigin noTls = new TestOrigin(connection -> {
            await(sent);
            connection.reset();
        });
        origin = noTls;
        OriginTls tls = new OriginTls(SslContextBuilder.forClient().build(), null);
        Origin over = new Origin(noTls.origin().host(), noTls.origin().port(), tls, false);
        try (RawClient client = client(over, FrontSettings.DEFAULT)) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(150_000));
            sent.countDown();
            assertThat(client.readThrough("Bad Gateway\n")).startsWith("HTTP/1.1 502 Bad Gateway");
            client.send("x".repeat(50_000) + GET.replace("shop", "other"));
            assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void originThatIsReset_neverLooksComplete() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        TestOrigin resetting = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\n\r\nhello");
            await(seen);
            connection.reset();
        });
        try (RawClient client = client(resetting)) {
            client.send(GET).readThrough("hello\r\n");
            seen.countDown();
            assertThat(client.readAll()).isEmpty();
            assertThat(logged().complete()).isFalse();
        }
    }

    @Test
    void responseOverTlsWithoutLength_thatEndsWithoutCloseNotify_isCutOff() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        SSLContext keys = SSLContext.getInstance("TLS");
        keys.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        OriginTls tls = new OriginTls(
                SslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .build(),
                null);
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> sayAndCutOff(listening, keys));
            Origin over = new Origin("127.0.0.1", listening.getLocalPort(), tls, false);
            try (RawClient client = client(over, FrontSettings.DEFAULT)) {
                assertThat(client.send(GET).readAll()).contains("hello").doesNotContain("0\r\n\r\n");
                assertThat(logged().fault()).isEqualTo(OriginFault.CUT_OFF);
                serving.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void sayAndCutOff(ServerSocket listening, SSLContext keys) {
        try (Socket socket = listening.accept()) {
            Socket tls = keys.getSocketFactory().createSocket(socket, null, false);
            assertThat(tls.getInputStream().read()).isEqualTo('G');
            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nhello".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void originThatNeverComesToItsAnswer_is502() throws Exception {
        try (RawClient client = client(saying("HTTP/1.1 102 Processing\r\n\r\n".repeat(100)))) {
            assertThat(client.send(GET).readThrough("Bad Gateway\n")).contains("HTTP/1.1 502 Bad Gateway");
        }
    }

    @Test
    void listenerForThePROXYProtocol_doesNotWaitForEver() throws Exception {
        ClientTimeouts usual = ClientTimeouts.DEFAULT;
        ClientTimeouts hasty = new ClientTimeouts(
                Duration.ofMillis(100), usual.content(), usual.idle(), usual.send(), usual.request());
        Front made =
                Fronts.of(Origin.http("127.0.0.1", 1), null, Fronts.settings(hasty, peer -> true, ExchangeLog.NONE));
        front = made;
        Listener listener = new Listener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false, true);
        try (RawClient client = new RawClient(made.listen(listener))) {
            assertThat(client.send("PROXY ").readAll()).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void connectionThatWasResetWhenItIsTakenAgain_isNeverShown() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        AtomicInteger connections = new AtomicInteger();
        TestOrigin resetting = new TestOrigin(connection -> {
            boolean isFirst = connections.getAndIncrement() == 0;
            connection.readHead();
            connection.send(HELLO);
            if (isFirst) {
                await(answered);
                connection.reset();
                reset.countDown();
            }
        });
        origin = resetting;
        // Between the two requests, on the event loop: it cannot have seen the reset when it takes the connection for
        // the second one.
        ExchangeLog between = entry -> {
            answered.countDown();
            try {
                await(reset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Front made = Fronts.of(resetting.origin(), null, FrontSettings.DEFAULT.withLog(between));
        front = made;
        try (RawClient client = new RawClient(made.listen(Fronts.anywhere()))) {
            client.send(GET + GET);
            assertThat(client.readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            assertThat(client.readThrough("hello")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void whatIsSentAgain_isSentWhole() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        TestOrigin once = new TestOrigin(connection -> {
            if (connections.incrementAndGet() == 1) {
                connection.readHead();
                connection.send(HELLO);
                connection.readThrough("0\r\n\r\n");
            } else if (connection.readThrough("0\r\n\r\n")) {
                connection.send(HELLO);
            }
        });
        try (RawClient client = client(once)) {
            client.send(GET).readThrough("hello");
            client.send("PUT / HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertThat(client.readThrough("hello")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 099 X\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 2000 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 X\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
            })
    void responseThatNobodyUnderstands_is502(String response) throws Exception {
        try (RawClient client = client(saying(response))) {
            assertThat(client.send(GET).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong", "HTTP/1.1 200 OK\r\nX-Wrong: ", "wr"})
    void whatFollowsAResponse_isNotTheNextOne(String behind) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        TestOrigin chatty = new TestOrigin(connection -> {
            boolean isFirst = connections.incrementAndGet() == 1;
            while (connection.readHead()) {
                connection.send(isFirst ? HELLO + behind : HELLO.replace("hello", "right"));
            }
        });
        try (RawClient client = client(chatty)) {
            client.send(GET + GET).readThrough("hello");
            assertThat(client.readThrough("right"))
                    .startsWith("HTTP/1.1 200 OK")
                    .doesNotContainIgnoringCase("wrong");
        }
    }

    @Test
    void drain_endsConnections_behindTheResponseUnderWay() throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        TestOrigin waiting = new TestOrigin(connection -> {
            connection.readHead();
            asked.countDown();
            await(draining);
            connection.send(HELLO);
            connection.read();
        });
        try (RawClient client = client(waiting)) {
            client.send(GET);
            await(asked);
            Objects.requireNonNull(front).drain(Duration.ofMillis(1));
            draining.countDown();
            assertThat(client.readAll())
                    .containsIgnoringCase("connection: close")
                    .endsWith("hello");
        }
    }
}
