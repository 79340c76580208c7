package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/** What becomes of the URLs of one page. */
@FunctionalInterface
interface UrlRewriter {
    /**
     * What becomes of a URL; of those that cannot have a host, and do not start with a slash, only the page's base comes here.
     *
     * @param url as it stands in the page, decoded, without white space around it; never empty
     * @param absolute the same, read; null if it has no host
     * @return what to put in its place; {@code url} itself to leave it as it is
     */
    String rewrite(UrlKind kind, String url, @Nullable AbsoluteUrl absolute);

    /** Whether it would be told that such a URL is none, if it is none. */
    default boolean isMeantFor(UrlKind kind, String url) {
        return true;
    }
}
