package dev.headrace.front.parties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.server.RawClient;
import dev.headrace.front.server.TestOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each timeout and each limit, from YAML to what a client sees. */
@Tag("curl")
@Timeout(60)
class LimitsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a.shop.test\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a.shop.test\r\nContent-Length: 10\r\n\r\n";
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<String> connections = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Site site;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private TestOrigin origin;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        site = new Site(folder);
        origin = new TestOrigin(this::play);
    }

    /** What a request's path says: an answer at once, in part, or never. */
    private void play(TestOrigin.Connection connection) throws IOException {
        while (connection.readHead()) {
            String head = connection.received();
            connections.add("request");
            if (head.contains(" /never ")) {
                connection.read();
            } else if (head.contains(" /half ")) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                connection.read();
            } else if (head.contains(" /later ")) {
                await(over);
                connection.send(HELLO);
            } else {
                connection.send(HELLO);
            }
        }
        connections.add("end");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        site.close();
        origin.close();
    }

    private void clients(String limit) throws Exception {
        site.write("headrace.yaml", Site.LISTEN + "clients: {" + limit + "}\n")
                .tenant("a", origin.origin().toString(), "");
        site.start();
    }

    private void upstream(String setting) throws Exception {
        site.upstream("a", "\"" + origin.origin() + "\"", setting).start();
    }

    private RawClient client() throws IOException {
        return new RawClient(site.address(0));
    }

    // ---- Clients that take their time

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\nHost: a.shop", "PRI * HTTP/2.0\r\n"})
    void headThatDoesNotEnd_closesTheConnection(String begin) throws Exception {
        clients("head-timeout: 100ms");
        try (RawClient client = client()) {
            assertThat(client.send(begin).readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", GET})
    void connectionThatNobodyUses_isClosed(String before) throws Exception {
        clients("idle-timeout: 100ms");
        try (RawClient client = client()) {
            assertThat(client.send(before).readAll()).endsWith(before.isEmpty() ? "" : "hello");
        }
        try (RawClient http2 = client()) {
            assertThat(http2.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
                            .readAll())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"body-timeout: 100ms", "request-timeout: 1s"})
    void contentThatDoesNotCome_is408(String limit) throws Exception {
        clients(limit);
        try (RawClient client = client()) {
            assertThat(client.send(POST.replace(" / ", " /never ") + "half").readAll())
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void contentThatDoesNotCome_takesNoAnswerAway() throws Exception {
        clients("body-timeout: 100ms");
        try (RawClient client = client()) {
            assertThat(client.send(POST + "half").readAll())
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("hello");
        }
    }

    @Test
    void responseThatNobodyTakes_isCutOff() throws Exception {
        clients("write-timeout: 100ms");
        TestOrigin endless = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            try {
                while (true) {
                    connection.send("x".repeat(100_000));
                }
            } finally {
                connections.add("cut");
            }
        });
        site.tenant("a", endless.origin().toString(), "");
        site.service().reload();
        try (endless;
                RawClient client = client()) {
            client.send(GET);
            assertThat(connections.poll(20, TimeUnit.SECONDS)).isEqualTo("cut");
        }
    }

    @Test
    void handshakeThatDoesNotEnd_closesTheConnection() throws Exception {
        clients("handshake-timeout: 100ms");
        try (RawClient client = new RawClient(site.address(1))) {
            assertThat(client.send("\26\3\1\2\0").readAll()).isEmpty();
        }
    }

    // ---- What clients may ask for

    @Test
    void longHead_is431() throws Exception {
        clients("max-head: 1K");
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.HTTPS_1_1)) {
            site.curl(protocol, "a", "/", "--header", "X: " + "x".repeat(500)).is(200);
            site.curl(protocol, "a", "/", "--header", "X: " + "x".repeat(1500)).is(431);
        }
        assertThat(site.curl(Protocol.H2, "a", "/", "--header", "X: " + "x".repeat(1500))
                        .status())
                .isIn(0, 431);
    }

    @Test
    void oneAddressHasSoManyConnections() throws Exception {
        clients("max-connections-per-address: 2");
        try (RawClient one = client();
                RawClient two = client()) {
            one.send(GET).readThrough("hello");
            two.send(GET).readThrough("hello");
            try (RawClient three = client()) {
                assertThat(three.readAll()).isEmpty();
            }
            assertThat(one.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void connectionEndsBehindItsLastRequest() throws Exception {
        clients("max-requests-per-connection: 2");
        try (RawClient client = client()) {
            client.send(GET + GET + GET);
            assertThat(client.readThrough("hello")).doesNotContainIgnoringCase("connection: close");
            assertThat(client.readAll())
                    .containsIgnoringCase("connection: close")
                    .containsOnlyOnce("hello");
        }
    }

    @Test
    void clientIsToldHowManyStreamsItMayOpen() throws Exception {
        clients("max-concurrent-streams: 7");
        try (Http2Client client = new Http2Client(site.address(0))) {
            assertThat(client.settings()).containsEntry(3, 7L);
        }
    }

    @Test
    void streamWhoseContentTheClientNeverTakes_doesNotKeepItsTenantsPlace() throws Exception {
        site.write("headrace.yaml", Site.LISTEN + "clients: {write-timeout: 300ms}\n");
        site.tenant("a", origin.origin().toString(), "limits: {max-requests: 1}\n")
                .start();
        try (Http2Client client = new Http2Client(site.address(0))) {
            // SETTINGS_INITIAL_WINDOW_SIZE = 0.
            client.send(
                    Http2Client.frame(4, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0),
                    Http2Client.frame(1, 5, 1, Http2Client.request("GET")));
            assertThat(client.await(3).stream()).isEqualTo(1);
            String head;
            do {
                // The client may hear of the reset before the place is free.
                try (RawClient other = client()) {
                    head = other.send(GET).readThrough("\r\n\r\n");
                }
            } while (head.startsWith("HTTP/1.1 429 "));
            assertThat(head).startsWith("HTTP/1.1 200 ");
        }
    }

    // ---- What a tenant may be asked for

    @Test
    void tenantHasSoManyRequestsAtATime() throws Exception {
        site.tenant("a", origin.origin().toString(), "limits: {max-requests: 1}\n")
                .start();
        try (RawClient client = client()) {
            client.send(GET.replace(" / ", " /later "));
            assertThat(connections.poll(20, TimeUnit.SECONDS)).isEqualTo("request");
            site.curl(Protocol.H2, "a", "/").is(429);
            over.countDown();
            assertThat(client.readThrough("hello")).startsWith("HTTP/1.1 200");
        }
        site.curl(Protocol.H2, "a", "/").is(200);
    }

    @Test
    void tenantHasARate_andABurst() throws Exception {
        site.tenant("a", origin.origin().toString(), "limits: {rate: 1/h, burst: 3}\n")
                .start();
        for (int i = 0; i < 3; i++) {
            site.curl(Protocol.HTTP_1_1, "a", "/").is(200);
        }
        site.curl(Protocol.HTTP_1_1, "a", "/").is(429);
    }

    @Test
    void largeBody_is413() throws Exception {
        site.tenant("a", origin.origin().toString(), "limits: {max-body: 1K}\n").start();
        String large = "x".repeat(2000);
        for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.H2C, Protocol.HTTPS_1_1, Protocol.H2)) {
            site.curl(protocol, "a", "/later", "--data", large).is(413);
            site.curl(protocol, "a", "/later", "--data", large, "--header", "Transfer-Encoding: chunked")
                    .is(413);
        }
    }

    // ---- Origins that take their time

    @Test
    void originThatTakesNoConnection_is504() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                // Linux lets one more wait than asked for, and drops the rest.
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            site.upstream("a", "\"http://127.0.0.1:" + full.getLocalPort() + "\"", "connect-timeout: 100ms")
                    .start();
            site.curl(Protocol.HTTP_1_1, "a", "/").is(504);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"response-timeout: 100ms", "total-timeout: 100ms"})
    void originThatDoesNotAnswer_is504(String setting) throws Exception {
        upstream(setting);
        site.curl(Protocol.HTTP_1_1, "a", "/never").is(504);
        site.curl(Protocol.H2, "a", "/never").is(504);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-timeout: 100ms", "total-timeout: 500ms"})
    void originThatStops_isCutOff(String setting) throws Exception {
        upstream(setting);
        Curl one = site.curl(Protocol.HTTP_1_1, "a", "/half");
        assertThat(one.body()).isEqualTo("hello");
        assertThat(one.exit()).isIn(Curl.CUT_OFF);
        assertThat(site.curl(Protocol.H2, "a", "/half").exit()).isEqualTo(Curl.STREAM_RESET);
    }

    @Test
    void connectionToAnOrigin_isKeptForAWhile() throws Exception {
        upstream("keep-alive-timeout: 100ms");
        site.curl(Protocol.HTTP_1_1, "a", "/").is(200);
        assertThat(connections.poll(20, TimeUnit.SECONDS)).isEqualTo("request");
        assertThat(connections.poll(20, TimeUnit.SECONDS)).isEqualTo("end");
    }

    @Test
    void originHasSoManyRequestsAtATime() throws Exception {
        upstream("max-connections: 1");
        try (RawClient client = client()) {
            client.send(GET.replace(" / ", " /later "));
            assertThat(connections.poll(20, TimeUnit.SECONDS)).isEqualTo("request");
            site.curl(Protocol.HTTP_1_1, "a", "/").is(503);
            over.countDown();
            client.readThrough("hello");
        }
    }

    @Test
    void originThatFails_isLeftAlone() throws Exception {
        try (TestOrigin failing = new TestOrigin(TestOrigin.Connection::readHead)) {
            site.upstream(
                            "a",
                            "\"" + failing.origin() + "\", \"" + origin.origin() + "\"",
                            "health: {passive: {max-fails: 1, fail-timeout: 1h}}")
                    .start();
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                statuses.add(site.curl(Protocol.HTTP_1_1, "a", "/").status());
            }
            assertThat(statuses).containsOnlyOnce(502).containsOnly(200, 502);
            assertThat(failing.received().getBytes(ISO_8859_1)).isNotEmpty();
        }
    }
}
