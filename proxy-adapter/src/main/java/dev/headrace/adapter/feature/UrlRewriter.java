package dev.headrace.adapter.feature;

/** What becomes of the URLs of one page. */
@FunctionalInterface
interface UrlRewriter {
    /**
     * What becomes of a URL.
     *
     * @param url as it stands in the page, decoded, without white space around it; never empty
     * @return what to put in its place; {@code url} itself to leave it as it is
     */
    String rewrite(UrlKind kind, String url);
}
