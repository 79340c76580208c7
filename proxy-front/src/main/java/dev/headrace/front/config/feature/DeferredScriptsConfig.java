package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.DeferredScripts;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Default;
import java.util.List;

/**
 * Runs scripts after the page is there, in their order.
 *
 * @param enabled whether it is on; default true
 * @param except selectors of scripts that run as they are
 */
public record DeferredScriptsConfig(@Default("true") boolean enabled, List<String> except) implements Switchable {
    /** Copies the list. */
    public DeferredScriptsConfig {
        except = List.copyOf(except);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new DeferredScripts(except);
    }

    @Override
    public FeatureName named() {
        return FeatureName.DEFERRED_SCRIPTS;
    }
}
