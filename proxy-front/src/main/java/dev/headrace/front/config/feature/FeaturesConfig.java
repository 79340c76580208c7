package dev.headrace.front.config.feature;

import dev.headrace.front.config.value.Bounds;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is switched on for pages, by name: true, false, or a mapping with options. What a route does not name is as the tenant has it.
 *
 * @param timeBudget how long one page may be worked on in all, waiting not counted, from 1ms to 1m; the rest of a page that takes longer
 *     passes as it is; 1s if left out
 * @param lazyLoading has images and iframes loaded when they come near
 */
public record FeaturesConfig(
        @Bounds(min = "1ms", max = "1m") @Nullable Duration timeBudget,
        @Nullable LazyLoadingConfig lazyLoading) {
    /** Nothing is on. */
    public static final FeaturesConfig NONE = new FeaturesConfig(null, null);

    /** What is named here, and what is named only there. */
    public FeaturesConfig over(FeaturesConfig base) {
        return new FeaturesConfig(
                timeBudget == null ? base.timeBudget : timeBudget,
                lazyLoading == null ? base.lazyLoading : lazyLoading);
    }

    /** What is named, whatever time it may take. */
    public FeaturesConfig withoutTimeBudget() {
        return new FeaturesConfig(null, lazyLoading);
    }

    /** What is on, without those that are switched off for everybody; the rest is null. */
    public FeaturesConfig enabled(Set<FeatureName> off) {
        return new FeaturesConfig(timeBudget, on(lazyLoading, FeatureName.LAZY_LOADING, off));
    }

    private static <T extends Switchable> @Nullable T on(@Nullable T feature, FeatureName name, Set<FeatureName> off) {
        return feature != null && feature.enabled() && !off.contains(name) ? feature : null;
    }
}
