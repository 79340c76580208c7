package dev.headrace.front.config.feature;

import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.request.RequestHead;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What features ask of the front that they are in. Methods are called on event loops, and must not block. */
public interface Surroundings {
    /** No front: there are no fragments, and nobody hears of visits. */
    Surroundings NONE = new Surroundings() {
        @Override
        public CompletionStage<Fragment> fragment(FragmentRequest request) {
            return CompletableFuture.failedFuture(new IllegalStateException("there is no front"));
        }

        @Override
        public void visited(RequestHead request) {}
    };

    /** Gets a part of a page. */
    CompletionStage<Fragment> fragment(FragmentRequest request);

    /** A page has told that it was loaded. */
    void visited(RequestHead request);
}
