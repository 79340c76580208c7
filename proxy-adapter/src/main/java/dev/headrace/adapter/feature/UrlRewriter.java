package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/** What becomes of the URLs of one page. */
@FunctionalInterface
interface UrlRewriter {
    /**
     * What becomes of a URL: one with a host, one that starts with a slash, or the page's base.
     *
     * @param url as it stands in the page, decoded, without white space around it; never empty
     * @param absolute the same, read; null if it has no host
     * @return what to put in its place; {@code url} itself to leave it as it is
     */
    String rewrite(UrlKind kind, String url, @Nullable AbsoluteUrl absolute);
}
