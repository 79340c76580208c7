package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.RewriteDomains;
import dev.headrace.front.config.value.Default;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces hosts in URLs.
 *
 * @param enabled whether it is on; default true
 * @param hosts hosts, and what stands in for them, such as static.old.example: cdn.example
 */
public record RewriteDomainsConfig(@Default("true") boolean enabled, Map<String, String> hosts) implements Switchable {
    /** Copies what can be changed. */
    public RewriteDomainsConfig {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    @Override
    public Feature feature(Surroundings with) {
        return new RewriteDomains(hosts);
    }

    @Override
    public FeatureName named() {
        return FeatureName.REWRITE_DOMAINS;
    }
}
