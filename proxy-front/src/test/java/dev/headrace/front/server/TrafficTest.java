package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.proxy.TrafficCounter;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client sends and gets, byte by byte, is what is counted. */
@Timeout(30)
class TrafficTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private static final String NOBODY = "nobody";

    private final BlockingQueue<ExchangeLog.Entry> entries = new LinkedBlockingQueue<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private @Nullable Front front;
    private @Nullable TestOrigin origin;

    private static final class Count implements TrafficCounter {
        private final AtomicLong in = new AtomicLong();
        private final AtomicLong out = new AtomicLong();

        @Override
        public void received(long bytes) {
            in.addAndGet(bytes);
        }

        @Override
        public void sent(long bytes) {
            out.addAndGet(bytes);
        }
    }

    private final class Counting implements ExchangeLog {
        @Override
        public TrafficCounter traffic(@Nullable String tenant) {
            return count(tenant == null ? NOBODY : tenant);
        }

        @Override
        public void finished(Entry entry) {
            entries.add(entry);
        }
    }

    private Count count(String tenant) {
        return counts.computeIfAbsent(tenant, missing -> new Count());
    }

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
        Front made = Fronts.of(to.origin(), null, new Counting());
        front = made;
        return new RawClient(made.listen(Fronts.anywhere()));
    }

    private ExchangeLog.Entry entry() throws InterruptedException {
        ExchangeLog.Entry entry = entries.poll(20, TimeUnit.SECONDS);
        assertThat(entry).isNotNull();
        return entry;
    }

    private static TestOrigin hello() throws IOException {
        return new TestOrigin(connection -> {
            while (connection.readHead()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }
        });
    }

    @Test
    void headsAndContent_areCounted() throws Exception {
        try (RawClient client = client(hello())) {
            String got = client.send(GET).readThrough("hello");
            ExchangeLog.Entry entry = entry();
            assertThat(entry.bytesIn()).isEqualTo(GET.length());
            assertThat(entry.bytesOut()).isEqualTo(got.length());
            assertThat(count("shop").in).hasValue(GET.length());
            assertThat(count("shop").out).hasValue(got.length());
        }
    }

    @Test
    void pipelined_haveTheirOwnBytesEach() throws Exception {
        String longer = GET.replace("GET /", "GET /with/a/longer/path");
        try (RawClient client = client(hello())) {
            client.send(GET + longer + GET.replace("shop", "other"));
            client.readThrough("hello");
            client.readThrough("hello");
            String refused = client.readThrough("404 Not Found\n");
            assertThat(entry().bytesIn()).isEqualTo(GET.length());
            assertThat(entry().bytesIn()).isEqualTo(longer.length());
            ExchangeLog.Entry last = entry();
            assertThat(last.bytesIn()).isEqualTo(GET.length() + 1);
            assertThat(last.bytesOut()).isEqualTo(refused.length());
            assertThat(count(NOBODY).in).hasValue(GET.length() + 1);
            assertThat(count(NOBODY).out).hasValue(refused.length());
        }
    }

    @Test
    void chunkedContentAndInterimResponses_areCountedAsTheyAreOnTheWire() throws Exception {
        TestOrigin origin = new TestOrigin(connection -> {
            connection.readThrough("\r\n0\r\n\r\n");
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            connection.read();
        });
        String post =
                "POST / HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        try (RawClient client = client(origin)) {
            String got = client.send(post).readThrough("\r\n0\r\n\r\n");
            ExchangeLog.Entry entry = entry();
            assertThat(got).startsWith("HTTP/1.1 103 ");
            assertThat(entry.bytesIn()).isEqualTo(post.length());
            assertThat(entry.bytesOut()).isEqualTo(got.length());
        }
    }

    @Test
    void malformedRequest_isNobodys() throws Exception {
        String malformed = "GET / HTTP/1.1\r\nHost : shop.example\r\n\r\n";
        try (RawClient client = client(hello())) {
            String got = client.send(malformed).readAll();
            assertThat(got).startsWith("HTTP/1.1 400 ");
            assertThat(entry().bytesOut()).isEqualTo(got.length());
            assertThat(count(NOBODY).in).hasValue(malformed.length());
        }
    }

    @Test
    void halfARequest_isNobodys() throws Exception {
        String half = "GET / HTTP/1.1\r\nHost: shop.exa";
        try (RawClient client = client(hello())) {
            client.send(GET).readThrough("hello");
            client.send(half).endOutput();
            // The front has read it all when it closes the connection.
            client.readAll();
        }
        entry();
        // All is counted before the event loop ends.
        if (front != null) {
            front.close();
        }
        assertThat(count(NOBODY).in).hasValue(half.length());
        assertThat(count("shop").in).hasValue(GET.length());
    }

    @Test
    void tunnel_isCountedWhileItLasts_andLoggedWhenItEnds() throws Exception {
        TestOrigin echoing = new TestOrigin(connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
            for (int next = connection.read(); next >= 0; next = connection.read()) {
                connection.send("" + (char) next + (char) next);
            }
        });
        String upgrade = "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
        long head;
        try (RawClient client = client(echoing)) {
            head = client.send(upgrade).readThrough("\r\n\r\n").length();
            client.send("ab").readThrough("aabb");
            assertThat(count("shop").in).hasValue(upgrade.length() + 2);
            assertThat(count("shop").out).hasValue(head + 4);
            assertThat(entries).isEmpty();
        }
        ExchangeLog.Entry entry = entry();
        assertThat(entry.status()).isEqualTo(101);
        assertThat(entry.bytesIn()).isEqualTo(upgrade.length() + 2);
        assertThat(entry.bytesOut()).isEqualTo(head + 4);
    }
}
