package dev.headrace.front.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headrace.front.upstream.Upstream.Balance;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();

    private Upstream upstream(Balance balance, OriginTls... each) {
        List<Origin> origins = IntStream.range(0, 3)
                .mapToObj(i -> new Origin("10.0.0." + i, 80, each.length == 0 ? null : each[i], false))
                .toList();
        Upstream.Options options = new Upstream.Options(true, 4, 2, LEFT_ALONE);
        return new Upstream("u", origins, balance, Upstream.Timeouts.DEFAULT, options, null, now::get);
    }

    /** The last digits of the servers that so many requests get, one after the other. */
    private static String chosen(Upstream upstream, int requests) {
        StringBuilder chosen = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            Upstream.Server server = Objects.requireNonNull(upstream.choose(0, Set.of()));
            server.finished();
            chosen.append(server.origin().host().charAt("10.0.0.".length()));
        }
        return chosen.toString();
    }

    private static void fail(Upstream upstream, int server) {
        upstream.servers().get(server).failed();
        upstream.servers().get(server).failed();
    }

    private static List<ServerStatus.State> states(Upstream upstream) {
        return upstream.status().stream().map(ServerStatus::state).toList();
    }

    @Test
    void serverThatFailed_isLeftAlone_thenGetsOneOnTrial_thenAll() {
        Upstream upstream = upstream(Balance.ROUND_ROBIN);
        fail(upstream, 1);
        assertThat(chosen(upstream, 6)).matches("[02]+");
        assertThat(states(upstream))
                .containsExactly(ServerStatus.State.UP, ServerStatus.State.OPEN, ServerStatus.State.UP);

        now.addAndGet(LEFT_ALONE.toNanos());
        assertThat(states(upstream).get(1)).isEqualTo(ServerStatus.State.HALF_OPEN);
        assertThat(chosen(upstream, 6)).containsOnlyOnce("1");

        upstream.servers().get(1).answered();
        assertThat(chosen(upstream, 6)).contains("0", "1", "2").doesNotMatch(".*(.)\\1.*");
        assertThat(states(upstream)).containsOnly(ServerStatus.State.UP);
    }

    @Test
    void serverThatFailsItsChecks_getsNothing_unlessAllDo() {
        Upstream upstream = upstream(Balance.ROUND_ROBIN);
        upstream.servers().get(0).setDown(true);
        assertThat(chosen(upstream, 6)).matches("[12]+");
        // One that passes its checks is better than one that does not, whatever its requests say.
        fail(upstream, 1);
        fail(upstream, 2);
        assertThat(chosen(upstream, 6)).matches("[12]+");
        upstream.servers().get(1).setDown(true);
        upstream.servers().get(2).setDown(true);
        assertThat(chosen(upstream, 6)).contains("0", "1", "2");
        assertThat(states(upstream)).containsOnly(ServerStatus.State.DOWN);

        upstream.servers().get(2).setDown(false);
        assertThat(chosen(upstream, 6)).isEqualTo("222222");
        assertThat(states(upstream).get(2)).isEqualTo(ServerStatus.State.UP);
    }

    @Test
    void onlyServer_isTried_howeverOftenItFails() {
        Upstream upstream = upstream(Balance.LEAST_REQUESTS);
        Set<Upstream.Server> tried =
                Set.of(upstream.servers().get(0), upstream.servers().get(1));
        fail(upstream, 2);
        assertThat(upstream.choose(0, tried))
                .isSameAs(upstream.servers().get(2))
                .isSameAs(upstream.choose(0, tried));
    }

    @Test
    void fullServers_getNoMore() {
        Upstream upstream = upstream(Balance.LEAST_REQUESTS);
        for (int i = 0; i < 12; i++) {
            assertThat(upstream.choose(0, Set.of())).isNotNull();
        }
        assertThat(upstream.choose(0, Set.of())).isNull();
        assertThat(upstream.status())
                .extracting(ServerStatus::requests, ServerStatus::chosen)
                .containsOnly(tuple(4, 4L));
    }

    @Test
    void hash_meansTheSameServer_afterARestart() throws SSLException {
        Upstream one = upstream(Balance.HASH_OF_PATH, tls(), tls(), tls());
        Upstream other = upstream(Balance.HASH_OF_PATH, tls(), tls(), tls());
        for (int hash = 0; hash < 100; hash++) {
            Origin chosen = server(one, hash).origin();
            assertThat(server(other, hash).origin().host()).isEqualTo(chosen.host());
        }
    }

    private static Upstream.Server server(Upstream upstream, int hash) {
        Upstream.Server server = Objects.requireNonNull(upstream.choose(hash, Set.of()));
        server.finished();
        return server;
    }

    private static OriginTls tls() throws SSLException {
        return new OriginTls(SslContextBuilder.forClient().build(), null);
    }
}
