package dev.headrace.adapter.feature;

import org.jsoup.nodes.Document;

/** Images and iframes may be lazy; nothing else is new. */
final class LazyLoadingChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new LazyLoading(2);
    }

    @Override
    public void forgetBefore(Document document) {
        document.select("img[loading=lazy], iframe[loading=lazy]").removeAttr("loading");
    }
}
