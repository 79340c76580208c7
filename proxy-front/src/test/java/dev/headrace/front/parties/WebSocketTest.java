package dev.headrace.front.parties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.front.server.RawClient;
import dev.headrace.front.server.TestOrigin;
import dev.headrace.front.tls.Pki;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's WebSocket client, the front, and Netty's WebSocket server (RFC 6455). */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class WebSocketTest {
    private final WebSocketOrigin origin = new WebSocketOrigin();

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Site site;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private HttpClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        site = new Site(folder);
        Pki.write(folder.resolve("certs/localhost.pem"), Pki.ecdsa("localhost"));
        // Timeouts of requests and idle connections are none of a tunnel's.
        site.write(
                "headrace.yaml",
                Site.LISTEN + "clients: {idle-timeout: 200ms, body-timeout: 200ms, head-timeout: 200ms}\n");
        site.write("tenants/echo.yaml", """
                hosts: [localhost]
                upstreams: {main: {servers: ["%s"], read-timeout: 200ms, response-timeout: 5s, keep-alive-timeout: 200ms}}
                """.formatted(origin.url()));
        site.start();
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, Pki.ROOT.toTrustManagerFactory().getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(tls).build();
    }

    @AfterAll
    void stop() {
        site.close();
        origin.close();
    }

    /** What comes, in whole messages. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                messages.add(bytes.toByteArray());
                bytes.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add("pong " + UTF_8.decode(data));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("close " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add("error " + error);
        }

        Object next() throws InterruptedException {
            Object next = messages.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    private URI uri(String scheme, String path) {
        int port = site.address(scheme.equals("wss") ? 1 : 0).getPort();
        return URI.create(scheme + "://localhost:" + port + path);
    }

    private WebSocket open(String scheme, Heard heard) {
        return client.newWebSocketBuilder()
                .subprotocols("chat")
                .buildAsync(uri(scheme, "/echo"), heard)
                .join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void messagesOfAnySizePass_bothWays(String scheme) throws Exception {
        Heard heard = new Heard();
        WebSocket socket = open(scheme, heard);
        assertThat(socket.getSubprotocol()).isEqualTo("chat");
        socket.sendText("hello", true).join();
        assertThat(heard.next()).isEqualTo("hello");
        byte[] large = new byte[2_000_000];
        new Random(2).nextBytes(large);
        socket.sendBinary(ByteBuffer.wrap(large), true).join();
        assertThat(heard.next()).isEqualTo(large);
        socket.sendText("in ", false).join();
        socket.sendText("parts", true).join();
        assertThat(heard.next()).isEqualTo("in parts");
        socket.sendPing(ByteBuffer.wrap("there?".getBytes(UTF_8))).join();
        assertThat(heard.next()).isEqualTo("pong there?");
        socket.sendClose(4000, "done").join();
        assertThat(heard.next()).isEqualTo("close 4000 done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void originsCloseCodeArrives(String scheme) throws Exception {
        Heard heard = new Heard();
        open(scheme, heard).sendText("bye", true).join();
        assertThat(heard.next()).isEqualTo("close " + WebSocketOrigin.OWN_CLOSE_CODE + " bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void tunnelStaysOpen_whenNobodySaysAnything(String scheme) throws Exception {
        Heard heard = new Heard();
        WebSocket socket = open(scheme, heard);
        // Longer than every timeout of requests.
        assertThat(heard.messages.poll(700, TimeUnit.MILLISECONDS)).isNull();
        socket.sendText("still here", true).join();
        assertThat(heard.next()).isEqualTo("still here");
        socket.abort();
    }

    @Test
    void refusalOfTheOriginArrives() {
        assertThatThrownBy(() -> client.newWebSocketBuilder()
                        .buildAsync(uri("ws", "/elsewhere"), new Heard())
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(404));
    }

    @Test
    void noBytePasses_beforeTheOriginAgrees() throws Exception {
        CountDownLatch agree = new CountDownLatch(1);
        try (TestOrigin slow = new TestOrigin(connection -> {
                    connection.readHead();
                    try {
                        agree.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
                    connection.readThrough("after");
                    connection.send("heard");
                });
                Site own = new Site(site.folder.resolve("own"))) {
            own.tenant("a", slow.origin().toString(), "").start();
            String upgrade = "GET / HTTP/1.1\r\nHost: a.shop.test\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
            try (RawClient hasty = new RawClient(own.address(0))) {
                hasty.send(upgrade + "hasty bytes");
                assertThat(hasty.isQuiet(200)).isTrue();
                agree.countDown();
                assertThat(hasty.readAll()).startsWith("HTTP/1.1 400 ");
            }
            try (RawClient patient = new RawClient(own.address(0))) {
                patient.send(upgrade).readThrough("\r\n\r\n");
                assertThat(patient.send("after").readThrough("heard")).isEqualTo("heard");
            }
            assertThat(slow.received()).doesNotContain("hasty");
        }
    }

    @Test
    void sideThatHasSaidAll_stillHears() throws Exception {
        try (TestOrigin counting = new TestOrigin(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
                    int bytes = 0;
                    while (connection.read() >= 0) {
                        bytes++;
                    }
                    connection.send("heard " + bytes);
                });
                Site own = new Site(site.folder.resolve("half"))) {
            own.tenant("a", counting.origin().toString(), "").start();
            try (RawClient half = new RawClient(own.address(0))) {
                half.send("GET / HTTP/1.1\r\nHost: a.shop.test\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
                        .readThrough("\r\n\r\n");
                half.send("12345").endOutput();
                assertThat(half.readAll()).isEqualTo("heard 5");
            }
        }
    }

    @Test
    void silentTunnelEnds_andCountsAsARequestUntilThen() throws Exception {
        try (TestOrigin switching = new TestOrigin(connection -> {
                    connection.readHead();
                    if (connection.received().contains("upgrade: x")) {
                        connection.send(
                                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
                        connection.readThrough("nothing of the kind");
                    } else {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                    }
                });
                Site own = new Site(site.folder.resolve("silent"))) {
            own.write("tenants/a.yaml", """
                    hosts: [a.shop.test]
                    upstreams: {main: {servers: ["%s"], tunnel-timeout: 500ms}}
                    limits: {max-requests: 1}
                    """.formatted(switching.origin()));
            own.start();
            String get = "GET / HTTP/1.1\r\nHost: a.shop.test\r\n";
            try (RawClient tunnel = new RawClient(own.address(0));
                    RawClient other = new RawClient(own.address(0))) {
                tunnel.send(get + "Connection: Upgrade\r\nUpgrade: x\r\n\r\n").readThrough("\r\n\r\n");
                assertThat(other.send(get + "\r\n").readThrough("Too Many Requests\n"))
                        .startsWith("HTTP/1.1 429 ");
                assertThat(tunnel.readAll()).isEmpty();
                assertThat(other.send(get + "\r\n").readThrough("hello")).startsWith("HTTP/1.1 200 ");
            }
        }
    }
}
