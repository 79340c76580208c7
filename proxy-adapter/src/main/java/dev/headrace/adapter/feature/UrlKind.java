package dev.headrace.adapter.feature;

/** What a page does with a URL. */
enum UrlKind {
    /** Where a link, a form or a refresh leads. */
    NAVIGATION,
    /** An image, a medium or an icon: what browsers show on a secure page even if it is not secure (Mixed Content §3.1). */
    PASSIVE,
    /** What runs, styles or is embedded: what browsers block on a secure page if it is not secure (Mixed Content §3.2). */
    ACTIVE,
    /** What is only named, such as the canonical URL or the source of a quotation. */
    REFERENCE,
    /** What {@code meta} elements tell of the page to other sites ({@code og:image}). */
    METADATA,
    /** The URL that the page's relative URLs are resolved against. */
    BASE
}
