package dev.headrace.front.routing;

import dev.headrace.front.routing.Decision.Forward;
import dev.headrace.front.routing.Decision.Redirect;
import dev.headrace.front.routing.Decision.Refusal;
import dev.headrace.front.routing.Decision.Refused;
import dev.headrace.front.upstream.Upstream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tenants by host name. Immutable, shared by all threads. */
public final class RoutingTable {
    private record Named(Tenant tenant, boolean isAlias) {}

    private final HostNames<Named> names = new HostNames<>();
    private final List<Tenant> tenants;
    private final @Nullable Tenant fallback;

    /**
     * A table of tenants.
     *
     * @param fallback gets requests for hosts that nobody has; null if they are refused
     * @throws IllegalArgumentException if two tenants want the same host, or an alias leads to itself
     */
    public RoutingTable(Collection<Tenant> tenants, @Nullable Tenant fallback) {
        this.tenants = List.copyOf(tenants);
        this.fallback = fallback;
        for (Tenant tenant : tenants) {
            tenant.hosts().forEach(host -> add(host, new Named(tenant, false)));
            tenant.aliases().forEach(alias -> add(alias, new Named(tenant, true)));
        }
        for (Tenant tenant : tenants) {
            Named canonical = names.find(tenant.canonical());
            if (!tenant.aliases().isEmpty()
                    && (canonical == null || canonical.isAlias || !isSame(canonical.tenant, tenant))) {
                throw new IllegalArgumentException("aliases of " + tenant.name() + " lead to " + tenant.canonical()
                        + ", which is no host of it: clients would be redirected for ever or to somebody else");
            }
        }
    }

    private void add(String host, Named named) {
        Named other = names.add(host, named);
        if (other != null && !isSame(other.tenant, named.tenant)) {
            throw new IllegalArgumentException(host + " belongs to " + other.tenant.name() + " and "
                    + named.tenant.name() + "; only one of them can have it");
        }
        if (other != null && other.isAlias != named.isAlias) {
            throw new IllegalArgumentException(host + " is a host of " + named.tenant.name() + " and an alias of it");
        }
    }

    /** All tenants, in the order in which they were given. */
    public List<Tenant> tenants() {
        return tenants;
    }

    /** The upstreams of all tenants that are not offline. */
    public Set<Upstream> upstreamsInUse() {
        Set<Upstream> upstreams = new LinkedHashSet<>();
        for (Tenant tenant : tenants) {
            if (tenant.state() != Tenant.State.OFFLINE) {
                tenant.routes().forEach(route -> upstreams.add(route.upstream()));
            }
        }
        return upstreams;
    }

    /** The tenant that answers to a host, or whose alias it is. */
    public Optional<Tenant> tenant(String host) {
        Named named = names.find(host);
        return named == null ? Optional.ofNullable(fallback) : Optional.of(named.tenant);
    }

    /** What is to be done with a request. */
    public Decision decide(Asked asked) {
        Named named = names.find(asked.host());
        Tenant tenant = named == null ? fallback : named.tenant;
        if (asked.tlsName() != null && isForAnother(asked, tenant)) {
            return new Refusal(null, Refused.MISDIRECTED);
        }
        if (tenant == null) {
            return new Refusal(null, Refused.UNKNOWN_HOST);
        }
        if (!tenant.admits().test(asked.client())) {
            return new Refusal(tenant, Refused.NOT_ADMITTED);
        }
        if (tenant.state() != Tenant.State.ONLINE) {
            boolean back = tenant.state() == Tenant.State.MAINTENANCE;
            return new Refusal(tenant, back ? Refused.MAINTENANCE : Refused.OFFLINE);
        }
        boolean toHttps = tenant.https().redirect() && !asked.secure();
        boolean toCanonical = named != null && named.isAlias;
        if (toHttps || toCanonical) {
            String scheme = toHttps || asked.secure() ? "https://" : "http://";
            String host = toCanonical ? tenant.canonical() : asked.host();
            String port = toHttps ? httpsPort(tenant) : asked.port();
            return new Redirect(tenant, asked.isSafe() ? 301 : 308, scheme + host + port + asked.target());
        }
        Route route = tenant.route(asked.path());
        return route == null ? new Refusal(tenant, Refused.NO_ROUTE) : new Forward(tenant, route);
    }

    private static String httpsPort(Tenant tenant) {
        int port = tenant.https().port();
        return port == 443 ? "" : ":" + port;
    }

    private boolean isForAnother(Asked asked, @Nullable Tenant tenant) {
        String tlsName = asked.tlsName();
        return tlsName != null
                && !tlsName.equals(asked.host())
                && !isSame(tenant(tlsName).orElse(null), tenant);
    }

    /** A table has one tenant of each name. */
    private static boolean isSame(@Nullable Tenant one, @Nullable Tenant other) {
        return one == null ? other == null : other != null && one.name().equals(other.name());
    }
}
