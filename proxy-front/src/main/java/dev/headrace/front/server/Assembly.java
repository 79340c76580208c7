package dev.headrace.front.server;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.ShadowListener;
import dev.headrace.front.config.ActiveHealthConfig;
import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.HstsConfig;
import dev.headrace.front.config.LimitsConfig;
import dev.headrace.front.config.PagesConfig;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.RouteConfig;
import dev.headrace.front.config.ShadowConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.UpstreamConfig;
import dev.headrace.front.config.UpstreamTlsConfig;
import dev.headrace.front.config.feature.ExcludesConfig;
import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.front.config.value.HostName;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.config.value.PathPrefix;
import dev.headrace.front.config.value.ServerUrl;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.routing.TenantLimits;
import dev.headrace.front.upstream.Checks;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.OriginTls;
import dev.headrace.front.upstream.Upstream;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables of what is configured. A tenant that did not change stays the same object, with its connections, its counts, and
 * what is known of its origins; so does an upstream that did not change of a tenant that did. Tenants with the same rules have the
 * same rewriter. Not for several threads at a time.
 */
final class Assembly {
    private record Made(
            TenantConfig from,
            Switches switches,
            Tenant tenant,
            Map<String, Upstream> upstreams,
            Set<PageWork.Plan> plans) {
        /** The upstream of that name, if it would be made of the same now; null otherwise. */
        @Nullable
        Upstream upstream(String name, TenantConfig now) {
            UpstreamConfig config = Objects.requireNonNull(now.upstreams().get(name));
            boolean isSame = config.equals(from.upstreams().get(name))
                    // What is in the file may have changed.
                    && config.tls().certificateAuthorities() == null
                    // Checks ask for it.
                    && (config.health().active() == null || now.canonicalHost().equals(from.canonicalHost()));
            return isSame ? upstreams.get(name) : null;
        }
    }

    private static final double PERCENT = 100;

    /** What holds for the pages of all tenants. */
    private record Switches(boolean rewriting, Set<FeatureName> disabled) {}

    private final Map<PageWork.Plan, PageWork> pageWorks = new ConcurrentHashMap<>();
    private Map<String, Made> made = Map.of();
    private @Nullable OriginTls usualTls;
    private final Function<String, ShadowListener> shadows;
    private final Surroundings surroundings;

    /**
     * Has made nothing yet.
     *
     * @param surroundings of the features
     * @param shadows by tenant, who hears how what is tried compares with what is in force
     */
    Assembly(Surroundings surroundings, Function<String, ShadowListener> shadows) {
        this.surroundings = surroundings;
        this.shadows = shadows;
    }

    /**
     * Makes the table of a configuration.
     *
     * @throws IOException if a page or a file of certificates cannot be read; nothing has changed then
     */
    RoutingTable table(Configuration configuration) throws IOException {
        Switches switches = new Switches(
                configuration.front().rewriting(),
                Set.copyOf(configuration.front().disabledFeatures()));
        Map<String, Made> next = new LinkedHashMap<>();
        try {
            List.copyOf(configuration.tenants().entrySet()).parallelStream()
                    .map(entry -> make(entry.getKey(), entry.getValue(), switches))
                    .toList()
                    .forEach(each -> next.put(each.tenant.name(), each));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Made fallback = Optional.ofNullable(configuration.front().defaultTenant())
                .map(next::get)
                .orElse(null);
        RoutingTable table = new RoutingTable(
                next.values().stream().map(Made::tenant).toList(), fallback == null ? null : fallback.tenant);
        made = next;
        pageWorks.keySet().retainAll(plans(next.values()));
        return table;
    }

    /** How many rewriters there are: not more than the tenants in force have. */
    int rewriters() {
        return pageWorks.size();
    }

    private static Set<PageWork.Plan> plans(Collection<Made> tenants) {
        return tenants.stream().flatMap(each -> each.plans.stream()).collect(Collectors.toSet());
    }

    /** Several threads make tenants at a time. */
    private Made make(String name, TenantConfig from, Switches switches) {
        Made before = made.get(name);
        if (before != null && before.from.equals(from) && before.switches.equals(switches)) {
            return before;
        }
        try {
            Map<String, Upstream> upstreams = upstreams(name, from, before);
            Set<PageWork.Plan> plans = new HashSet<>();
            Tenant tenant = tenant(name, from, routes(name, from, upstreams, switches, plans));
            return new Made(from, switches, tenant, upstreams, plans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Upstream> upstreams(String tenant, TenantConfig from, @Nullable Made before)
            throws IOException {
        String host = from.canonicalHost().map(HostPattern::toString).orElse(null);
        Map<String, Upstream> upstreams = new HashMap<>();
        for (Map.Entry<String, UpstreamConfig> entry : from.upstreams().entrySet()) {
            String name = entry.getKey();
            Upstream last = before == null ? null : before.upstream(name, from);
            upstreams.put(name, last != null ? last : upstream(tenant + "/" + name, entry.getValue(), host));
        }
        return upstreams;
    }

    private static Tenant tenant(String name, TenantConfig from, List<Route> routes) throws IOException {
        HstsConfig hsts = from.https().hsts();
        return new Tenant(
                name,
                names(from.hosts()),
                names(from.aliases()),
                from.canonicalHost().map(HostPattern::toString).orElse(""),
                Tenant.State.valueOf(from.state().name()),
                new Tenant.Https(from.https().redirect(), from.https().port(), hsts == null ? null : field(hsts)),
                from.access()::admits,
                limits(from.limits()),
                pages(from.pages()),
                routes);
    }

    private static List<String> names(List<HostPattern> patterns) {
        return patterns.stream().map(HostPattern::toString).toList();
    }

    private static String field(HstsConfig hsts) {
        return "max-age=" + hsts.maxAge().toSeconds()
                + (hsts.includeSubdomains() ? "; includeSubDomains" : "")
                + (hsts.preload() ? "; preload" : "");
    }

    private static TenantLimits limits(LimitsConfig from) {
        Duration perRequest = from.rate() == null
                ? null
                : from.rate().per().dividedBy(from.rate().count());
        return new TenantLimits(
                from.maxRequests(), perRequest, from.burst(), from.maxBody().bytes());
    }

    private static Tenant.Pages pages(PagesConfig from) throws IOException {
        return new Tenant.Pages(page(from.maintenance()), page(from.offline()));
    }

    private static byte @Nullable [] page(@Nullable Path file) throws IOException {
        return file == null ? null : Files.readAllBytes(file);
    }

    private List<Route> routes(
            String name,
            TenantConfig from,
            Map<String, Upstream> upstreams,
            Switches switches,
            Set<PageWork.Plan> plans) {
        List<RouteConfig> routes = from.routes();
        if (routes.isEmpty() && upstreams.size() == 1) {
            routes = List.of(new RouteConfig(PathPrefix.parse("/"), null, null, null));
        }
        return routes.stream()
                .map(route -> route(name, from, route, upstream(route, upstreams), switches, plans))
                .toList();
    }

    private Route route(
            String tenant,
            TenantConfig from,
            RouteConfig route,
            Upstream upstream,
            Switches switches,
            Set<PageWork.Plan> plans) {
        RewriteConfig rules = route.rewrite() == null ? from.rewrite() : route.rewrite();
        FeaturesConfig features =
                route.features() == null ? from.features() : route.features().over(from.features());
        PageWork live = work(tenant, rules, features, switches, plans, false);
        Rewriting rewriting = live == null ? null : live.rewriting();
        if (from.shadow() != null && switches.rewriting) {
            rewriting = shadowed(rewriting, tenant, from.shadow(), rules, features, switches, plans);
        }
        ExcludesConfig excludes = features.excludes();
        boolean isExcluding = excludes != null
                && excludes.enabled()
                && !switches.disabled.contains(FeatureName.EXCLUDES)
                && switches.rewriting;
        PageWork ofSuspects = isExcluding ? work(tenant, rules, features, switches, plans, true) : null;
        return new Route(
                route.path().path(),
                upstream,
                rewriting,
                excludes == null || ofSuspects == null
                        ? null
                        : new Route.Suspects(excludes.suspicion().test(), ofSuspects.rewriting()),
                ofSuspects != null ? ofSuspects.features() : live == null ? null : live.features());
    }

    /** For suspicious visitors, or for others; null if nothing is to be done. */
    private @Nullable PageWork work(
            String tenant,
            RewriteConfig rules,
            FeaturesConfig features,
            Switches switches,
            Set<PageWork.Plan> plans,
            boolean isForSuspects) {
        List<Switchable> on = features.enabled(switches.disabled).stream()
                .filter(each -> isForSuspects || each.named() != FeatureName.EXCLUDES)
                .toList();
        String owner = on.stream().anyMatch(Switchable::isOfOneTenant) ? tenant : null;
        PageWork.Plan plan = new PageWork.Plan(rules, on, features.timeBudget(), owner);
        if (!switches.rewriting || plan.isEmpty()) {
            return null;
        }
        plans.add(plan);
        return pageWorks.computeIfAbsent(plan, missing -> PageWork.of(missing, surroundings));
    }

    private Rewriting shadowed(
            @Nullable Rewriting live,
            String tenant,
            ShadowConfig shadow,
            RewriteConfig rules,
            FeaturesConfig features,
            Switches switches,
            Set<PageWork.Plan> plans) {
        PageWork tried = work(
                tenant,
                shadow.rewrite() == null ? rules : shadow.rewrite(),
                shadow.features().over(features),
                switches,
                plans,
                false);
        return (live == null ? Rewriting.passing() : live)
                .withShadow(
                        tried == null ? Rewriting.passing() : tried.rewriting(),
                        shadows.apply(tenant),
                        shadow.percent() / PERCENT);
    }

    private static Upstream upstream(RouteConfig route, Map<String, Upstream> upstreams) {
        Upstream named =
                route.upstream() == null ? upstreams.values().iterator().next() : upstreams.get(route.upstream());
        if (named == null) {
            throw new IllegalStateException("a configuration with an upstream that is not there was let through");
        }
        return named;
    }

    private Upstream upstream(String name, UpstreamConfig from, @Nullable String host) throws IOException {
        OriginTls tls = from.servers().stream().anyMatch(server -> server.scheme() == ServerUrl.Scheme.HTTPS)
                ? tls(from.tls(), from.protocol() == UpstreamConfig.Protocol.HTTP2)
                : null;
        List<Origin> origins = from.servers().stream()
                .map(server -> new Origin(
                        server.host(),
                        server.port(),
                        server.scheme() == ServerUrl.Scheme.HTTPS ? tls : null,
                        from.protocol() == UpstreamConfig.Protocol.HTTP2))
                .toList();
        return new Upstream(
                name,
                origins,
                balance(from),
                new Upstream.Timeouts(
                        from.connectTimeout(),
                        from.responseTimeout(),
                        from.readTimeout(),
                        from.keepAliveTimeout(),
                        from.tunnelTimeout(),
                        from.totalTimeout()),
                new Upstream.Options(
                        from.hostHeader() == UpstreamConfig.HostHeader.PRESERVE,
                        from.maxConnections(),
                        from.health().passive().maxFails(),
                        from.health().passive().failTimeout()),
                checks(from, host));
    }

    private static @Nullable Checks checks(UpstreamConfig from, @Nullable String host) {
        ActiveHealthConfig active = from.health().active();
        return active == null
                ? null
                : new Checks(
                        active.path().text(),
                        from.hostHeader() == UpstreamConfig.HostHeader.PRESERVE ? host : null,
                        active.interval(),
                        active.timeout(),
                        active.healthyAfter(),
                        active.unhealthyAfter(),
                        active.expectStatus().least(),
                        active.expectStatus().most());
    }

    private static Upstream.Balance balance(UpstreamConfig from) {
        return switch (from.balance()) {
            case ROUND_ROBIN -> Upstream.Balance.ROUND_ROBIN;
            case LEAST_REQUESTS -> Upstream.Balance.LEAST_REQUESTS;
            case CONSISTENT_HASH ->
                from.hashBy() == UpstreamConfig.HashBy.PATH
                        ? Upstream.Balance.HASH_OF_PATH
                        : Upstream.Balance.HASH_OF_ADDRESS;
        };
    }

    private synchronized OriginTls tls(UpstreamTlsConfig from, boolean http2) throws IOException {
        HostName serverName = from.serverName();
        boolean isUsual = from.verify() && from.certificateAuthorities() == null && serverName == null && !http2;
        if (isUsual && usualTls != null) {
            return usualTls;
        }
        SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
        if (!from.verify()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else if (from.certificateAuthorities() != null) {
            trust(builder, from.certificateAuthorities());
        }
        if (http2) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2));
        }
        OriginTls tls = new OriginTls(builder.build(), serverName == null ? null : serverName.toString());
        usualTls = isUsual ? tls : usualTls;
        return tls;
    }

    private static void trust(SslContextBuilder builder, Path authorities) throws IOException {
        try {
            builder.trustManager(authorities.toFile());
        } catch (IllegalArgumentException e) {
            throw new IOException(authorities + " should have certificates in PEM: " + e.getMessage(), e);
        }
    }
}
