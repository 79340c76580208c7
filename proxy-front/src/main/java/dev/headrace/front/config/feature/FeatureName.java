package dev.headrace.front.config.feature;

/** The features that there are, in the order in which they see a page. */
public enum FeatureName {
    /** Gives scripts and styles nonces, and pages a policy to match. */
    CSP_NONCES,
    /** Puts parts of the same site into pages. */
    ESI,
    /** Takes out what is not for suspicious visitors. */
    EXCLUDES,
    /** Takes comments out. */
    REMOVE_COMMENTS,
    /** Maps URLs of pages, redirections and cookies. */
    LINK_MAP,
    /** Replaces hosts in URLs. */
    REWRITE_DOMAINS,
    /** Makes http URLs https. */
    HTTPS_REWRITES,
    /** Shortens URLs of the same site. */
    TRIM_URLS,
    /** Gives pages a base. */
    BASE_TAG,
    /** Makes one of several white space characters. */
    COLLAPSE_WHITESPACE,
    /** Hides email addresses. */
    EMAIL_OBFUSCATION,
    /** Takes attributes out that say nothing. */
    ELIDE_ATTRIBUTES,
    /** Has images and iframes loaded when they come near. */
    LAZY_LOADING,
    /** Gives pages a canonical address and words for robots. */
    HEAD_TAGS,
    /** Tells browsers early what pages need. */
    RESOURCE_HINTS,
    /** Runs scripts after the page is there. */
    DEFERRED_SCRIPTS,
    /** Puts HTML and scripts into pages. */
    INJECT,
    /** Has pages tell how they loaded. */
    ANALYTICS_BEACON
}
