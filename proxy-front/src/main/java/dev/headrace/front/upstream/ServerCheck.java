package dev.headrace.front.upstream;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The checks of one server, one after the other. Used on the event loop of its {@link HealthChecks} only. */
final class ServerCheck {
    private static final double JITTER = 0.1;
    private static final String USER_AGENT = "headrace-health-check";

    private final HealthChecks home;
    private final Upstream.Server server;
    private final Checks how;
    private final Upstream.Timeouts timeouts;
    private @Nullable Future<?> next;
    private boolean started;
    private boolean ended;
    private int inARow;

    ServerCheck(HealthChecks home, Upstream.Server server, Checks how) {
        this.home = home;
        this.server = server;
        this.how = how;
        this.timeouts =
                new Upstream.Timeouts(how.timeout(), how.timeout(), how.timeout(), Duration.ZERO, how.timeout(), null);
    }

    /** Has the first check happen somewhere in the first interval; does nothing if it has begun. */
    void start() {
        if (!started) {
            started = true;
            schedule(ThreadLocalRandom.current().nextDouble());
        }
    }

    void end() {
        ended = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    boolean isEnded() {
        return ended;
    }

    private void schedule(double intervals) {
        long nanos = (long) (how.interval().toNanos() * intervals);
        next = home.loop().schedule(() -> home.due(this), nanos, TimeUnit.NANOSECONDS);
    }

    void begin() {
        Attempt attempt = new Attempt();
        attempt.timer = home.loop().schedule(attempt::fail, how.timeout().toNanos(), TimeUnit.NANOSECONDS);
        home.connections().connect(server.origin(), timeouts, true, attempt);
    }

    private void done(boolean passed) {
        home.done();
        if (ended) {
            return;
        }
        // Only what speaks against the present state counts.
        inARow = passed == server.isDown() ? inARow + 1 : 0;
        if (inARow >= (passed ? how.healthyAfter() : how.unhealthyAfter())) {
            inARow = 0;
            server.setDown(!passed);
        }
        schedule(1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble());
    }

    private HttpRequest request() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, how.target());
        String host = Objects.requireNonNullElse(how.host(), server.origin().authority());
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
                .set(HttpHeaderNames.ACCEPT, "*/*")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return request;
    }

    /** One request, on a connection of its own: what it shows holds for those to come. */
    private final class Attempt implements OriginListener {
        private @Nullable Future<?> timer;
        private @Nullable OriginConnection connection;
        private boolean over;

        @Override
        public void connected(OriginConnection made) {
            if (over) {
                made.abort();
                return;
            }
            connection = made;
            made.write(request());
            made.write(LastHttpContent.EMPTY_LAST_CONTENT);
            made.flush();
        }

        @Override
        public void received(HttpObject piece) {
            ReferenceCountUtil.release(piece);
            if (piece instanceof HttpResponse response && response.status().code() >= 200) {
                finish(how.isPassed(response.status().code()));
            }
        }

        @Override
        public void receivedAll() {}

        @Override
        public void writabilityChanged() {}

        @Override
        public void failed(OriginFault fault) {
            connection = null;
            fail();
        }

        private void fail() {
            finish(false);
        }

        private void finish(boolean passed) {
            if (over) {
                return;
            }
            over = true;
            if (timer != null) {
                timer.cancel(false);
            }
            if (connection != null) {
                connection.abort();
            }
            done(passed);
        }
    }
}
