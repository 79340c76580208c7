package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriter;
import org.jspecify.annotations.Nullable;

/** What all includes of a page share. */
final class EsiPage {
    final FragmentSource source;
    final EsiOptions options;
    final HtmlRewriter fragments;
    final Page page;
    final Tally tally;

    /** Null if nobody opened the page's late output: then nothing can be included. */
    final @Nullable PageAssembly output;

    private int fetches;

    EsiPage(FragmentSource source, EsiOptions options, HtmlRewriter fragments, Page page, Tally tally) {
        this.source = source;
        this.options = options;
        this.fragments = fragments;
        this.page = page;
        this.tally = tally;
        output = page.lateOutput();
    }

    /** Counts a fetch, if there may be one more. */
    boolean takeFetch() {
        if (fetches >= options.maxFragments()) {
            return false;
        }
        fetches++;
        return true;
    }
}
