package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.HttpsRewrites;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Makes http URLs https, where the host is known to serve that.
 *
 * @param enabled whether it is on; default true
 * @param hosts hosts that serve https, such as cdn.example or *.cdn.example
 * @param ownHost whether the page's own host is one of them; default true
 */
public record HttpsRewritesConfig(
        @Default("true") boolean enabled,
        List<String> hosts,
        @Default("true") boolean ownHost) implements Switchable {
    /** Copies what can be changed. */
    public HttpsRewritesConfig {
        hosts = List.copyOf(hosts);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new HttpsRewrites(hosts, ownHost);
    }

    @Override
    public FeatureName named() {
        return FeatureName.HTTPS_REWRITES;
    }
}
