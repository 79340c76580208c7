package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.HeadTags;
import dev.headrace.front.config.value.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives pages a canonical address and words for robots where they have none.
 *
 * @param enabled whether it is on; default true
 * @param canonical whether pages get a canonical address; default true
 * @param origin its scheme and host, such as https://www.example; that of the request if left out
 * @param query keys of the query that belong to it; default none
 * @param robots words for robots, such as noindex; none if left out
 */
public record HeadTagsConfig(
        @Default("true") boolean enabled,
        @Default("true") boolean canonical,
        @Nullable String origin,
        List<String> query,
        @Nullable String robots)
        implements Switchable {
    /** Copies what can be changed. */
    public HeadTagsConfig {
        query = List.copyOf(query);
    }

    @Override
    public Feature feature(Surroundings with) {
        return new HeadTags(new HeadTags.Options(canonical, origin, query, robots));
    }

    @Override
    public FeatureName named() {
        return FeatureName.HEAD_TAGS;
    }
}
