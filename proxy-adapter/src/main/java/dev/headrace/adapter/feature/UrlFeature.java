package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import java.util.List;

/** A feature that changes URLs. Those of a page look for them together, since to find them costs more than to change them. */
abstract class UrlFeature implements Feature {
    /** What it makes of the URLs of a page. */
    abstract UrlRewriter urls(Page page, Tally tally);

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        UrlAttributes.addTo(rewriter, List.of(this));
    }
}
