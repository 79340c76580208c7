package dev.headrace.front.server;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.proxy.ClientTimeouts;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.routing.TenantLimits;
import dev.headrace.front.tls.TlsServer;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Fronts with one tenant, {@code shop.example}. */
final class Fronts {
    private Fronts() {}

    static Front of(Origin origin) {
        return of(origin, null, ExchangeLog.NONE);
    }

    static Front of(Origin origin, @Nullable Rewriting rewriting, ExchangeLog log) {
        return of(origin, rewriting, FrontSettings.DEFAULT.withLog(log));
    }

    static Front of(Origin origin, @Nullable Rewriting rewriting, FrontSettings settings) {
        Upstream upstream = new Upstream(
                "main",
                List.of(origin),
                Upstream.Balance.ROUND_ROBIN,
                Upstream.Timeouts.DEFAULT,
                Upstream.Options.DEFAULT);
        Tenant tenant = new Tenant(
                "shop",
                List.of("shop.example", "*.shop.example"),
                List.of("www.example"),
                "shop.example",
                Tenant.State.ONLINE,
                Tenant.Https.NOT_DEMANDED,
                address -> true,
                TenantLimits.defaults(),
                Tenant.Pages.NONE,
                List.of(new Route("/", upstream, rewriting, null, null)));
        return new Front(settings, new RoutingTable(List.of(tenant), null));
    }

    /** Settings of a front with one event loop. */
    static FrontSettings settings(ClientTimeouts timeouts, Predicate<InetAddress> trusted, ExchangeLog log) {
        return settings(1, timeouts, trusted, null, log);
    }

    /** Settings of a front for TLS. */
    static FrontSettings settings(TlsServer tls) {
        return settings(0, ClientTimeouts.DEFAULT, peer -> false, tls, ExchangeLog.NONE);
    }

    private static FrontSettings settings(
            int threads,
            ClientTimeouts timeouts,
            Predicate<InetAddress> trusted,
            @Nullable TlsServer tls,
            ExchangeLog log) {
        FrontSettings usual = FrontSettings.DEFAULT;
        return new FrontSettings(
                usual.transport(),
                threads,
                timeouts,
                usual.limits(),
                trusted,
                tls,
                usual.rewriteOptions(),
                usual.rewriteListener(),
                log,
                usual.handshakes(),
                usual.reusePort());
    }

    /** A free port of the loopback address, in the clear. */
    static Listener anywhere() {
        return new Listener(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false, false);
    }
}
