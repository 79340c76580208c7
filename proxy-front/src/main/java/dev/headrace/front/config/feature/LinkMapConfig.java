package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.LinkMap;
import dev.headrace.front.config.value.Default;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps URLs of pages, redirections and cookies from where the origin thinks it is to where it is.
 *
 * @param enabled whether it is on; default true
 * @param urls prefixes of URLs, and what stands in for them, such as http://app.internal:8080/app/: /app/
 */
public record LinkMapConfig(@Default("true") boolean enabled, Map<String, String> urls) implements Switchable {
    /** Copies what can be changed. */
    public LinkMapConfig {
        urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
    }

    @Override
    public Feature feature(Surroundings with) {
        return new LinkMap(urls);
    }

    @Override
    public FeatureName named() {
        return FeatureName.LINK_MAP;
    }
}
