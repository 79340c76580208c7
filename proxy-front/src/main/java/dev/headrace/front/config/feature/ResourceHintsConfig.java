package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.ResourceHints;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Tells browsers early what a page will need: what is listed, and what earlier pages needed.
 *
 * @param enabled whether it is on; default true
 * @param preconnect origins to connect to, such as https://fonts.example
 * @param dnsPrefetch origins whose addresses to look up
 * @param preload resources to load
 * @param paths of how many paths it is learnt what their pages need, from 0 to 100000; default 1000
 * @param hintsPerPath how many resources of a path are told of, from 1 to 32; default 8
 */
public record ResourceHintsConfig(
        @Default("true") boolean enabled,
        List<String> preconnect,
        List<String> dnsPrefetch,
        List<PreloadConfig> preload,
        @Default("1000") @Bounds(min = "0", max = "100000") int paths,
        @Default("8") @Bounds(min = "1", max = "32") int hintsPerPath)
        implements Switchable {
    /** Copies what can be changed. */
    public ResourceHintsConfig {
        preconnect = List.copyOf(preconnect);
        dnsPrefetch = List.copyOf(dnsPrefetch);
        preload = List.copyOf(preload);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new ResourceHints(new ResourceHints.Options(
                preconnect.stream()
                        .map(origin -> new ResourceHints.Origin(origin, false))
                        .toList(),
                dnsPrefetch,
                preload.stream().map(PreloadConfig::preload).toList(),
                paths,
                hintsPerPath));
    }

    @Override
    public FeatureName named() {
        return FeatureName.RESOURCE_HINTS;
    }

    /** What one tenant's pages have taught is not for another's. */
    @Override
    public boolean isOfOneTenant() {
        return true;
    }
}
