package dev.headrace.front.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.HostPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of a tenant: its hosts, and what happens to requests for them. Paths in it are relative to its folder.
 *
 * @param hosts names of its hosts, such as shop.example or *.shop.example; the first one that is no wildcard is the canonical name
 * @param aliases names that are redirected to the canonical one; default none
 * @param state online, maintenance or offline; default online
 * @param pages what is shown in maintenance and offline
 * @param https the way from http to https
 * @param access which addresses clients may have
 * @param upstreams where requests go, by a name of their own
 * @param routes which path goes to which upstream; without routes, all go to the only upstream
 * @param rewrite rules for HTML responses, as in a file for "headrace rewrite", or false for none, the default
 * @param features what is switched on for its pages; default nothing
 * @param shadow rules and features to try beside those in force; nothing is tried if left out
 * @param limits what all clients together may ask of this tenant
 */
public record TenantConfig(
        @JsonProperty(required = true) List<HostPattern> hosts,
        List<HostPattern> aliases,
        @Default("online") State state,
        PagesConfig pages,
        HttpsConfig https,
        AccessConfig access,
        Map<String, UpstreamConfig> upstreams,
        List<RouteConfig> routes,
        @Default("false") RewriteConfig rewrite,
        FeaturesConfig features,
        @Nullable ShadowConfig shadow,
        LimitsConfig limits) {
    /** Whether requests are served. */
    public enum State {
        /** They are. */
        ONLINE,
        /** They are answered with 503 and the page for maintenance (RFC 9110 §15.6.4). */
        MAINTENANCE,
        /** They are answered with 503 and the page for offline sites, and health checks rest. */
        OFFLINE
    }

    /** Copies lists and maps. */
    public TenantConfig {
        hosts = List.copyOf(hosts);
        aliases = List.copyOf(aliases);
        upstreams = Collections.unmodifiableMap(new LinkedHashMap<>(upstreams));
        routes = List.copyOf(routes);
    }

    /** The first host that is no wildcard, to which aliases are redirected. */
    public Optional<HostPattern> canonicalHost() {
        return hosts.stream().filter(host -> !host.wildcard()).findFirst();
    }
}
