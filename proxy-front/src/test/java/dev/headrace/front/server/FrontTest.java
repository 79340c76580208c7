package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.upstream.Origin;
import dev.headrace.rewriter.HtmlRewriter;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests over real connections, from a client that writes its bytes itself to an origin that does. */
@Timeout(30)
class FrontTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private static final Rewriting BOLD =
            Rewriting.of(HtmlRewriter.builder().on("i", i -> i.setTagName("b")).build(), "1");

    private final BlockingQueue<ExchangeLog.Entry> log = new LinkedBlockingQueue<>();
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

    private RawClient client(TestOrigin to, @Nullable Rewriting rewriting) throws IOException {
        origin = to;
        return client(to.origin(), rewriting);
    }

    private RawClient client(Origin to, @Nullable Rewriting rewriting) throws IOException {
        Front made = Fronts.of(to, rewriting, log::add);
        front = made;
        return new RawClient(made.listen(Fronts.anywhere()));
    }

    private ExchangeLog.Entry logged() throws InterruptedException {
        ExchangeLog.Entry entry = log.poll(20, TimeUnit.SECONDS);
        assertThat(entry).isNotNull();
        return entry;
    }

    private static TestOrigin answering(String response) throws IOException {
        return new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send(response);
            }
        });
    }

    @Test
    void get_passes_thereAndBack() throws Exception {
        TestOrigin answering = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Kept: 1\r\n\r\nhello");
        try (RawClient client = client(answering, null)) {
            String got = client.send(GET).readThrough("hello");
            assertThat(got).startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("x-kept: 1\r\n");
            assertThat(answering.received())
                    .containsIgnoringCase("host: shop.example")
                    .contains("x-forwarded-for: 127.0.0.1");
            assertThat(logged().complete()).isTrue();
        }
    }

    @Test
    void connections_areKept_onBothSides() throws Exception {
        TestOrigin answering = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        try (RawClient client = client(answering, null)) {
            for (int i = 0; i < 5; i++) {
                client.send(GET).readThrough("hello");
            }
            assertThat(answering.connections).hasSize(1);
        }
    }

    @Test
    void pipelined_areAnsweredInOrder() throws Exception {
        TestOrigin echoing = new TestOrigin(connection -> {
            while (connection.readThrough("GET /")) {
                String path = "" + (char) connection.read();
                connection.readHead();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + path);
            }
        });
        try (RawClient client = client(echoing, null)) {
            StringBuilder requests = new StringBuilder();
            for (char c = 'a'; c <= 'z'; c++) {
                requests.append(GET.replace("GET /", "GET /" + c));
            }
            client.send(requests.toString());
            for (char c = 'a'; c <= 'z'; c++) {
                assertThat(client.readThrough("\r\n\r\n" + c)).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void documents_areRewritten() throws Exception {
        TestOrigin answering = answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 25\r\n\r\n<!DOCTYPE html><i>new</i>");
        try (RawClient client = client(answering, BOLD)) {
            assertThat(client.send(GET).readThrough("0\r\n\r\n"))
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .contains("<!DOCTYPE html><b>new</b>");
        }
    }

    @Test
    void staleConnection_isNotShownToTheClient() throws Exception {
        // Every connection answers once and is closed when the next request is there.
        TestOrigin once = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            connection.readHead();
        });
        try (RawClient client = client(once, null)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(GET).readThrough("hello")).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void post_isNotSentTwice() throws Exception {
        TestOrigin once = new TestOrigin(connection -> {
            connection.readThrough("\r\n\r\nx");
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            connection.readThrough("\r\n\r\nx");
        });
        String post = "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1\r\n\r\nx";
        try (RawClient client = client(once, null)) {
            client.send(post).readThrough("hello");
            assertThat(client.send(post).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
        }
    }

    @Test
    void originThatBreaksOff_neverLooksComplete() throws Exception {
        TestOrigin breaking = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        });
        try (RawClient client = client(breaking, null)) {
            assertThat(client.send(GET).readAll()).endsWith("hello\r\n");
            assertThat(logged().complete()).isFalse();
        }
    }

    @Test
    void nobodyListens_is502() throws Exception {
        try (RawClient client = client(Origin.http("127.0.0.1", 1), null)) {
            assertThat(client.send(GET).readThrough("\r\n\r\n")).startsWith("HTTP/1.1 502 Bad Gateway");
        }
    }

    @Test
    void upgrade_makesATunnel() throws Exception {
        TestOrigin upgrading = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nfirst");
            for (int next = connection.read(); next >= 0; next = connection.read()) {
                connection.send("" + (char) next);
            }
        });
        try (RawClient client = client(upgrading, BOLD)) {
            client.send("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
            assertThat(client.readThrough("first")).startsWith("HTTP/1.1 101 ").contains("\r\n\r\nfirst");
            assertThat(client.send("hello").readThrough("hello")).isEqualTo("hello");
        }
    }

    @Test
    void requestContent_passes_chunkedOrNot() throws Exception {
        TestOrigin reading = new TestOrigin(connection -> {
            while (connection.readThrough("end")) {
                connection.readThrough("\r\n0\r\n\r\n");
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
            }
        });
        try (RawClient client = client(reading, null)) {
            client.send("POST / HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("3\r\nthe\r\n").send("4\r\n end\r\n").send("0\r\n\r\n");
            assertThat(client.readThrough("done")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aliases_areRedirected() throws Exception {
        try (RawClient client = client(answering(""), null)) {
            assertThat(client.send("GET /a?b HTTP/1.1\r\nHost: WWW.example.\r\n\r\n")
                            .readThrough("\r\n\r\n"))
                    .startsWith("HTTP/1.1 301 Moved Permanently")
                    .containsIgnoringCase("location: http://shop.example/a?b\r\n");
        }
    }

    @Test
    void unknownHost_is404_andTheConnectionGoesOn() throws Exception {
        TestOrigin answering = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        try (RawClient client = client(answering, null)) {
            client.send(GET.replace("shop", "other")).readThrough("404 Not Found\n");
            client.send(GET).readThrough("hello");
        }
    }

    @Test
    void contentLengthBesideChunks_is400_andNothingReachesTheOrigin() throws Exception {
        TestOrigin answering = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        try (RawClient client = client(answering, null)) {
            String smuggled = "POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 4\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + GET;
            assertThat(client.send(smuggled).readAll()).startsWith("HTTP/1.1 400 Bad Request");
            assertThat(answering.connections).isEmpty();
        }
    }
}
