package dev.headrace.adapter.feature;

import org.jsoup.nodes.Document;

/**
 * What a feature promises to change in a page, from the outside: takes it out of documents again. What is left of a page before and after
 * the feature has to be equal.
 */
interface PageChecker {
    /** The feature, with the options that it is checked with. */
    Feature feature();

    /** The page with what the feature is for, which real pages may not have. */
    default String prepare(String html) {
        return html;
    }

    /** Takes out of the page before, as a browser would see it, what the feature may have changed or taken out. */
    void forgetBefore(Document before);

    /** Takes out of the page after the feature what it may have changed or put in; checks that it is as promised. The same as before, if not said. */
    default void forgetAfter(Document after) {
        forgetBefore(after);
    }
}
