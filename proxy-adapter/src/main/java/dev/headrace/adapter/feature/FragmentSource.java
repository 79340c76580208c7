package dev.headrace.adapter.feature;

import java.util.concurrent.CompletionStage;

/**
 * Gets what a page includes. One source serves all pages and threads, and must not block.
 *
 * <p>What of the visitor's request goes along (cookies, languages) is for the source to decide; so is following redirections, and
 * caching. It must not hand on fields that make the answer conditional, partial or coded.
 */
@FunctionalInterface
public interface FragmentSource {
    /**
     * Begins to get a fragment. The stage may be completed by any thread, or exceptionally. If it is a {@link java.util.concurrent.Future}
     * it is cancelled when nobody wants the fragment any more.
     */
    CompletionStage<Fragment> fetch(FragmentRequest request);
}
