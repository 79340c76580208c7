package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.proxy.ClientTimeouts;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.OriginFault;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that share a connection of HTTP/2 to their origin. */
@Timeout(30)
class Http2OriginTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 0\r\n\r\n";

    private final BlockingQueue<ExchangeLog.Entry> log = new LinkedBlockingQueue<>();
    private @Nullable Front front;
    private @Nullable Http2Origin origin;

    @AfterEach
    void close() {
        if (front != null) {
            front.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    private Http2Origin origin(Http2Origin.Script script) {
        Http2Origin made = new Http2Origin(script);
        origin = made;
        return made;
    }

    private RawClient client(Http2Origin of) throws IOException {
        return client(of.origin());
    }

    /** Of a front with one event loop, so that all its exchanges can share a connection. */
    private RawClient client(Origin of) throws IOException {
        Front made = Fronts.of(of, null, Fronts.settings(ClientTimeouts.DEFAULT, peer -> false, log::add));
        front = made;
        return new RawClient(made.listen(Fronts.anywhere()));
    }

    private ExchangeLog.Entry logged() throws InterruptedException {
        ExchangeLog.Entry entry = log.poll(20, TimeUnit.SECONDS);
        assertThat(entry).isNotNull();
        return entry;
    }

    private static void hello(Http2Origin.Stream stream) {
        stream.head(200, "content-length", "5").data("hello", true);
    }

    @Test
    void exchanges_shareAConnection() throws Exception {
        Http2Origin answering = origin((stream, number) -> hello(stream));
        try (RawClient client = client(answering)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            }
            assertThat(answering.connections).hasSize(1);
        }
    }

    @Test
    void requestArrives_withItsHostAndContent_andWithoutWhatBelongedToTheConnection() throws Exception {
        Http2Origin echoing = origin((stream, number) ->
                stream.head(200).data(stream.head() + stream.content(), false).data("!", true));
        try (RawClient client = client(echoing)) {
            client.send("""
                    POST /a?b HTTP/1.1
                    Host: shop.example
                    Connection: x-hop
                    X-Hop: 1
                    TE: trailers
                    Transfer-Encoding: chunked

                    4
                    body
                    0

                    """.replace("\n", "\r\n"));
            assertThat(client.readThrough("!\r\n0\r\n\r\n"))
                    .contains(
                            ":method: POST", ":path: /a?b", ":authority: shop.example", ":scheme: http", "te: trailers")
                    .contains("]body")
                    .doesNotContain("x-hop", "connection", "transfer-encoding: chunked,");
        }
    }

    @Test
    void interimResponsesAndTrailers_pass() throws Exception {
        Http2Origin answering = origin((stream, number) -> stream.head(103, "link", "</a.css>")
                .head(200)
                .data("hello", false)
                .trailers("grpc-status", "0"));
        try (RawClient client = client(answering)) {
            assertThat(client.send(GET).readThrough("0\r\ngrpc-status: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 103 ")
                    .contains("link: </a.css>", "HTTP/1.1 200 OK", "hello");
        }
    }

    @Test
    void refusedStream_isSentOnceMore_whateverTheMethod() throws Exception {
        Http2Origin refusing = origin((stream, number) -> {
            if (number == 0) {
                stream.reset(Http2Error.REFUSED_STREAM);
            } else {
                hello(stream);
            }
        });
        try (RawClient client = client(refusing)) {
            assertThat(client.send(POST).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void streamBehindTheLastOne_isSentOverANewConnection() throws Exception {
        Http2Origin leaving = origin((stream, number) -> {
            if (number == 1) {
                stream.goAwayBefore();
            } else {
                hello(stream);
            }
        });
        try (RawClient client = client(leaving)) {
            client.send(GET).readThrough("hello");
            assertThat(client.send(POST).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            assertThat(leaving.connections).hasSize(2);
        }
    }

    @Test
    void connectionThatEndsBeforeTheResponse_isTriedOnceMore_whereThatDoesNoHarm() throws Exception {
        Http2Origin closing = origin((stream, number) -> {
            if (number % 2 == 1) {
                stream.closeConnection();
            } else {
                hello(stream);
            }
        });
        try (RawClient client = client(closing)) {
            client.send(GET).readThrough("hello");
            assertThat(client.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            assertThat(client.send(POST).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
        }
    }

    @Test
    void resetInTheMiddle_breaksTheResponseOff_andNoOther() throws Exception {
        Http2Origin breaking = origin((stream, number) -> {
            if (number == 1) {
                stream.head(200).data("half", false).reset(Http2Error.INTERNAL_ERROR);
            } else {
                hello(stream);
            }
        });
        try (RawClient client = client(breaking);
                RawClient other = new RawClient(client.remote())) {
            other.send(GET).readThrough("hello");
            assertThat(client.send(GET).readAll()).contains("half").doesNotContain("0\r\n\r\n");
            assertThat(logged().fault()).isNull();
            assertThat(logged().fault()).isEqualTo(OriginFault.CUT_OFF);
            assertThat(other.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            assertThat(breaking.connections).hasSize(1);
        }
    }

    @Test
    void clientThatDoesNotRead_keepsNoOtherFromItsResponse() throws Exception {
        String large = "x".repeat(64 << 20);
        Http2Origin sending = origin((stream, number) -> {
            if (number == 0) {
                stream.head(200).data(large, true);
            } else {
                hello(stream);
            }
        });
        try (RawClient client = client(sending);
                RawClient other = new RawClient(client.remote())) {
            client.send(GET).readThrough("xxx");
            for (int i = 0; i < 20; i++) {
                assertThat(other.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            }
            assertThat(sending.connections).hasSize(1);
        }
    }

    @Test
    void originThatSpeaksNoHttp2_is502() throws Exception {
        try (TestOrigin http1 = new TestOrigin(connection -> {
            connection.readThrough("PRI * HTTP/2.0\r\n\r\n");
            connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        })) {
            Origin origin = new Origin(http1.origin().host(), http1.origin().port(), null, true);
            try (RawClient client = client(origin)) {
                assertThat(client.send(GET).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
            }
        }
    }
}
