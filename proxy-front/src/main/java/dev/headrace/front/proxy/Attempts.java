package dev.headrace.front.proxy;

import dev.headrace.front.upstream.OriginFault;
import dev.headrace.front.upstream.Upstream;
import io.netty.handler.codec.http.HttpMethod;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The servers that one request is tried at, one after the other. */
final class Attempts {
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE);

    private final Upstream upstream;
    private final int hash;
    private final Set<Upstream.Server> failed = new HashSet<>(2);
    private Upstream.@Nullable Server server;
    private boolean sentAgain;

    /**
     * No attempt yet.
     *
     * @param hash of what the upstream's balance goes by
     */
    Attempts(Upstream upstream, int hash) {
        this.upstream = upstream;
        this.hash = hash;
    }

    Upstream upstream() {
        return upstream;
    }

    /** Chooses a server; null if there is none that could be tried. */
    Upstream.@Nullable Server next() {
        server = upstream.choose(hash, failed);
        return server;
    }

    /** The server of the attempt under way; null if there is none. */
    Upstream.@Nullable Server server() {
        return server;
    }

    /** The server has answered. */
    void answered() {
        if (server != null) {
            server.answered();
        }
    }

    /** The attempt is over, well or not. */
    void end() {
        if (server != null) {
            server.finished();
            server = null;
        }
    }

    /**
     * The attempt has failed.
     *
     * @param reused whether the connection was used before
     * @param isWhole whether all of the request is there still
     * @return whether there may be another one
     */
    boolean mayFollow(OriginFault fault, boolean reused, HttpMethod method, boolean isWhole) {
        boolean isStale = reused && fault == OriginFault.CLOSED_BEFORE_RESPONSE;
        if (server != null) {
            // That an origin closes what nobody used, or takes no more on a connection, is no failure.
            if (!isStale && fault != OriginFault.NOT_PROCESSED) {
                server.failed();
            }
            if (fault.isUnsent()) {
                failed.add(server);
            }
        }
        end();
        if (fault.isUnsent()) {
            return true;
        }
        // RFC 9110 §9.2.2: what was or may have been sent is sent again only where that does no harm, and only if it is
        // all there still.
        boolean isHarmless = fault == OriginFault.NOT_PROCESSED || (isStale && IDEMPOTENT.contains(method));
        boolean may = isHarmless && isWhole && !sentAgain;
        sentAgain |= may;
        return may;
    }
}
