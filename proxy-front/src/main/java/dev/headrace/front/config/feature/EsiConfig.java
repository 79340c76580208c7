package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Esi;
import dev.headrace.adapter.feature.EsiOptions;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.front.config.value.Bounds;
import dev.headrace.front.config.value.Default;
import dev.headrace.front.config.value.Size;
import java.time.Duration;

/**
 * Puts parts of the same site into pages (Edge Side Includes).
 *
 * @param enabled whether it is on; default true
 * @param timeout how long one part may take, from 1ms to 1m; default 500ms
 * @param budget how long a page may wait for its parts in all, from 1ms to 10m; default 2s
 * @param maxFragments parts of a page, nested ones included, from 1 to 1000; default 32
 * @param maxDepth how deep parts may be nested, from 1 to 8; default 3
 * @param maxFragmentSize bytes of one part, from 1 to 64M; default 1M
 */
public record EsiConfig(
        @Default("true") boolean enabled,
        @Default("500ms") @Bounds(min = "1ms", max = "1m") Duration timeout,
        @Default("2s") @Bounds(min = "1ms", max = "10m") Duration budget,
        @Default("32") @Bounds(min = "1", max = "1000") int maxFragments,
        @Default("3") @Bounds(min = "1", max = "8") int maxDepth,
        @Default("1M") @Bounds(min = "1", max = "64M") Size maxFragmentSize)
        implements Switchable {
    @Override
    public Feature feature(Surroundings with) {
        EsiOptions usual = EsiOptions.DEFAULT;
        return new Esi(
                with::fragment,
                usual.withTimes(timeout, budget)
                        .withMost(maxFragments, maxDepth)
                        .withBytes((int) maxFragmentSize.bytes(), usual.maxQueuedBytes()));
    }

    @Override
    public FeatureName named() {
        return FeatureName.ESI;
    }
}
