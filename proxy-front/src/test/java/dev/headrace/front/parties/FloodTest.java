package dev.headrace.front.parties;

import static dev.headrace.front.parties.Http2Client.CONTINUATION;
import static dev.headrace.front.parties.Http2Client.DATA;
import static dev.headrace.front.parties.Http2Client.END_HEADERS;
import static dev.headrace.front.parties.Http2Client.END_STREAM;
import static dev.headrace.front.parties.Http2Client.ENHANCE_YOUR_CALM;
import static dev.headrace.front.parties.Http2Client.GOAWAY;
import static dev.headrace.front.parties.Http2Client.HEADERS;
import static dev.headrace.front.parties.Http2Client.INTERNAL_ERROR;
import static dev.headrace.front.parties.Http2Client.NO_ERROR;
import static dev.headrace.front.parties.Http2Client.PING;
import static dev.headrace.front.parties.Http2Client.PROTOCOL_ERROR;
import static dev.headrace.front.parties.Http2Client.RST_STREAM;
import static dev.headrace.front.parties.Http2Client.WINDOW_UPDATE;
import static dev.headrace.front.parties.Http2Client.frame;
import static dev.headrace.front.parties.Http2Client.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.parties.Http2Client.Frame;
import dev.headrace.front.server.TestOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of HTTP/2 that break rules, and those that keep them and mean no good. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class FloodTest {
    private static final int SENDS = 20_000;

    private final AtomicInteger requests = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private TestOrigin origin;

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private Site site;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        origin = new TestOrigin(connection -> {
            while (connection.readHead()) {
                requests.incrementAndGet();
                boolean cut = connection.received().contains("x-cut");
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + (cut ? "hel" : "hello"));
                if (cut) {
                    return;
                }
            }
        });
        site = new Site(folder);
        site.tenant("a", origin.origin().toString(), "limits: {max-body: 1K}\n").start();
    }

    @AfterAll
    void stop() throws IOException {
        site.close();
        origin.close();
    }

    /** Frames that go on for ever; what a flood needs is a next one. */
    @FunctionalInterface
    interface Flood {
        byte[][] next(int index);
    }

    private static Arguments flood(String name, Flood flood) {
        return Arguments.argumentSet(name, flood);
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                flood("rapid reset (CVE-2023-44487)", i -> new byte[][] {
                    frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, request("GET")),
                    frame(RST_STREAM, 0, 2 * i + 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8)
                }),
                flood("resets that the front is made to send (CVE-2025-55163)", i -> new byte[][] {
                    frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, request("GET")),
                    frame(WINDOW_UPDATE, 0, 2 * i + 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
                }),
                flood(
                        "continuations that say nothing (CVE-2024-27316)", i -> new byte[][] {
                            i == 0 ? frame(HEADERS, END_STREAM, 1, request("GET")) : frame(CONTINUATION, 0, 1)
                        }),
                flood("continuations that say much", i -> new byte[][] {
                    i == 0
                            ? frame(HEADERS, END_STREAM, 1, request("GET"))
                            : frame(CONTINUATION, 0, 1, Http2Client.field("x-" + i, "x".repeat(100)))
                }),
                flood("empty data (CVE-2019-9518)", i ->
                        new byte[][] {i == 0 ? frame(HEADERS, END_HEADERS, 1, request("POST")) : frame(DATA, 0, 1)}));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void floodEndsTheConnection(Flood flood) throws Exception {
        requests.set(0);
        int error = -1;
        try (Http2Client client = new Http2Client(site.address(0))) {
            try {
                for (int i = 0; i < SENDS; i++) {
                    client.send(flood.next(i));
                }
            } catch (SocketException e) {
                // The front has closed the connection.
            }
            for (Frame frame = client.read(); frame != null && error < 0; frame = client.read()) {
                error = frame.type() == GOAWAY ? frame.error() : error;
            }
        }
        // What was in flight when TCP was reset may have taken the last words with it.
        assertThat(error).isIn(-1, ENHANCE_YOUR_CALM);
        assertThat(requests.get()).isLessThan(1000);
        site.curl(Protocol.H2C, "a", "/").is(200);
    }

    // ---- How streams end (RFC 9113 §8.1)

    @Test
    void answerInFrontOfTheRequestsEnd_isFollowedByNoError() throws Exception {
        try (Http2Client client = new Http2Client(site.address(0))) {
            client.send(frame(HEADERS, END_HEADERS, 1, request("POST", "content-length", "5000")));
            client.await(HEADERS);
            assertThat(client.await(DATA).ends()).isTrue();
            assertThat(client.await(RST_STREAM).error()).isEqualTo(NO_ERROR);
        }
    }

    @Test
    void answerThatBreaksOff_isFollowedByInternalError() throws Exception {
        try (Http2Client client = new Http2Client(site.address(0))) {
            client.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, request("GET", "x-cut", "1")));
            client.await(HEADERS);
            assertThat(client.await(RST_STREAM).error()).isEqualTo(INTERNAL_ERROR);
        }
    }

    /** Requests that are none (RFC 9113 §8.2, §8.3), but for those that h2spec sends. */
    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.argumentSet("length without an end", "POST", new String[] {"content-length", "7"}),
                Arguments.argumentSet(
                        "two lengths", "POST", new String[] {"content-length", "3", "content-length", "4"}),
                Arguments.argumentSet("length that is none", "POST", new String[] {"content-length", "+3"}),
                Arguments.argumentSet("connection", "GET", new String[] {"connection", "x"}),
                Arguments.argumentSet("keep-alive", "GET", new String[] {"keep-alive", "x"}),
                Arguments.argumentSet("proxy-connection", "GET", new String[] {"proxy-connection", "x"}),
                Arguments.argumentSet("transfer-encoding", "POST", new String[] {"transfer-encoding", "chunked"}),
                Arguments.argumentSet("upgrade", "GET", new String[] {"upgrade", "websocket"}),
                Arguments.argumentSet("te", "GET", new String[] {"te", "gzip"}),
                Arguments.argumentSet("line feed in a value", "GET", new String[] {"x", "a\nhost: other.test"}),
                Arguments.argumentSet("carriage return in a value", "GET", new String[] {"x", "a\rb"}),
                Arguments.argumentSet("NUL in a value", "GET", new String[] {"x", "a\0b"}),
                Arguments.argumentSet("blank in front of a value", "GET", new String[] {"x", " a"}),
                Arguments.argumentSet("line feed in a name", "GET", new String[] {"x\ny", "a"}),
                Arguments.argumentSet("blank in a name", "GET", new String[] {"x y", "a"}),
                Arguments.argumentSet("colon in a name", "GET", new String[] {"x:y", "a"}),
                Arguments.argumentSet("upper case in a name", "GET", new String[] {"X-Y", "a"}),
                Arguments.argumentSet("no name", "GET", new String[] {"", "a"}),
                Arguments.argumentSet("other host", "GET", new String[] {"host", "other.test"}),
                Arguments.argumentSet("path twice", "GET", new String[] {":path", "/x"}),
                Arguments.argumentSet("blank in the method", "GE T", new String[] {}),
                Arguments.argumentSet("line feed in the method", "GET / HTTP/1.1\r\nx:", new String[] {}),
                Arguments.argumentSet("CONNECT", "CONNECT", new String[] {}));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedRequestIsRefused_andNoOriginSeesIt(String method, String[] fields) throws Exception {
        requests.set(0);
        try (Http2Client client = new Http2Client(site.address(0))) {
            int end = fields.length > 0 && fields[0].equals("content-length") ? 0 : END_STREAM;
            client.send(frame(HEADERS, END_HEADERS | end, 1, request(method, fields)));
            if (end == 0) {
                client.send(frame(DATA, END_STREAM, 1, "hello".getBytes(ISO_8859_1)));
            }
            client.send(frame(PING, 0, 0, new byte[8]));
            Frame frame = client.read();
            String got = "";
            while (frame != null && frame.type() != PING) {
                if (frame.type() == HEADERS || frame.type() == RST_STREAM || frame.type() == GOAWAY) {
                    got += frame.type() == HEADERS ? "answer " : "error " + frame.error() + " ";
                }
                frame = client.read();
            }
            assertThat(got).startsWith(method.equals("CONNECT") ? "answer" : "error " + PROTOCOL_ERROR);
        }
        // The next request is one that is right: had the origin seen more, it would have been in front of this one.
        site.curl(Protocol.H2C, "a", "/").is(200);
        assertThat(requests.get()).isEqualTo(1);
    }
}
