package dev.headrace.front.config.reading;

import dev.headrace.front.config.HstsConfig;
import dev.headrace.front.config.RouteConfig;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.UpstreamConfig;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.front.config.value.HostPattern;
import dev.headrace.front.config.value.PathPrefix;
import dev.headrace.front.yaml.YamlReader;
import dev.headrace.rewriter.HtmlRewriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks what no setting alone can tell. */
final class TenantCheck {
    /** What the preload lists of browsers ask for. */
    private static final Duration PRELOAD_MAX_AGE = Duration.ofDays(365);

    private final Source source;
    private final TenantConfig config;

    TenantCheck(Source source, TenantConfig config) {
        this.source = source;
        this.config = config;
    }

    void run() {
        hosts();
        hsts();
        config.upstreams().forEach(this::upstream);
        routes();
        features(List.of("features"), config.features());
        if (config.shadow() != null) {
            features(List.of("shadow", "features"), config.shadow().features());
        }
        source.checkFile(List.of("pages", "maintenance"), config.pages().maintenance());
        source.checkFile(List.of("pages", "offline"), config.pages().offline());
    }

    private void hosts() {
        if (config.hosts().isEmpty()) {
            source.problem(List.of("hosts"), "hosts should have one name at least");
        }
        Map<HostPattern, String> seen = new HashMap<>();
        hosts("hosts", config.hosts(), seen);
        hosts("aliases", config.aliases(), seen);
        if (!config.aliases().isEmpty() && config.canonicalHost().isEmpty()) {
            source.problem(
                    List.of("aliases"),
                    "aliases need a host to be redirected to: one of hosts should be a name without *");
        }
    }

    private void hosts(String key, List<HostPattern> patterns, Map<HostPattern, String> seen) {
        for (int i = 0; i < patterns.size(); i++) {
            String other = seen.putIfAbsent(patterns.get(i), key);
            if (other != null) {
                source.problem(
                        List.of(key, Integer.toString(i)), "\"" + patterns.get(i) + "\" is in " + other + " already");
            }
        }
    }

    private void hsts() {
        HstsConfig hsts = config.https().hsts();
        if (hsts != null
                && hsts.preload()
                && !(hsts.includeSubdomains() && hsts.maxAge().compareTo(PRELOAD_MAX_AGE) >= 0)) {
            source.problem(
                    List.of("https", "hsts", "preload"),
                    "preload needs include-subdomains: true and a max-age of 365d or more");
        }
    }

    private void upstream(String name, UpstreamConfig upstream) {
        List<String> at = List.of("upstreams", name);
        if (upstream.servers().isEmpty()) {
            source.problem(below(at, "servers"), "servers should have one URL at least");
        }
        source.checkFile(
                below(at, "tls", "certificate-authorities"), upstream.tls().certificateAuthorities());
    }

    private void routes() {
        Set<String> names = config.upstreams().keySet();
        if (config.routes().isEmpty() && config.state() == TenantConfig.State.ONLINE) {
            onlyUpstream(List.of("upstreams"), names);
        }
        Set<PathPrefix> paths = new HashSet<>();
        for (int i = 0; i < config.routes().size(); i++) {
            RouteConfig route = config.routes().get(i);
            List<String> at = List.of("routes", Integer.toString(i));
            if (!paths.add(route.path())) {
                source.problem(below(at, "path"), "there is a route for " + route.path() + " already");
            }
            if (route.upstream() == null) {
                onlyUpstream(at, names);
            } else if (source.node(List.of("upstreams", route.upstream())) == null) {
                source.problem(below(at, "upstream"), unknown(route.upstream(), names));
            }
            if (route.features() != null) {
                features(below(at, "features"), route.features());
            }
        }
    }

    private void features(List<String> at, FeaturesConfig features) {
        for (Switchable each : features.named()) {
            if (each.enabled()) {
                try {
                    each.feature(Surroundings.NONE).addTo(HtmlRewriter.builder());
                } catch (IllegalArgumentException e) {
                    String name = each.named().name().toLowerCase(Locale.ROOT).replace('_', '-');
                    source.problem(below(at, name), name + ": " + e.getMessage());
                }
            }
        }
    }

    private void onlyUpstream(List<String> at, Set<String> names) {
        if (source.isWrong(List.of("upstreams"))) {
            return;
        }
        if (names.isEmpty()) {
            source.problem(at, "there is no upstream for the requests; name its servers under \"upstreams:\"");
        } else if (names.size() > 1) {
            source.problem(
                    at,
                    "there are several upstreams (" + String.join(", ", names)
                            + "); name one for each path under \"routes:\"");
        }
    }

    private static String unknown(String name, Set<String> names) {
        return names.isEmpty()
                ? "unknown upstream \"" + name + "\"; there are none under \"upstreams:\""
                : YamlReader.unknown("upstream", name, "in this file", names);
    }

    private static List<String> below(List<String> at, String... steps) {
        List<String> path = new ArrayList<>(at);
        path.addAll(List.of(steps));
        return path;
    }
}
