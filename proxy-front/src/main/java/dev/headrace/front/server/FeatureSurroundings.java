package dev.headrace.front.server;

import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.metrics.FrontMetrics;
import dev.headrace.front.routing.Tenant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What features are given by the front that they are in. */
final class FeatureSurroundings implements Surroundings {
    private final Supplier<Front> front;
    private final FrontMetrics metrics;

    /**
     * Surroundings in a front.
     *
     * @param front asked when there are requests, not before
     */
    FeatureSurroundings(Supplier<Front> front, FrontMetrics metrics) {
        this.front = front;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Fragment> fragment(FragmentRequest request) {
        return front.get().fragments().fetch(request);
    }

    @Override
    public void visited(RequestHead request) {
        metrics.visited(
                front.get().table().tenant(request.host()).map(Tenant::name).orElse(null));
    }
}
