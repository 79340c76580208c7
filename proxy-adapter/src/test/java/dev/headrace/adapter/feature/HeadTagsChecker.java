package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;

/** The head may have a canonical link and a robots tag more, if the page had none; nothing else is new. */
final class HeadTagsChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new HeadTags(new HeadTags.Options(true, "https://canonical.example", List.of(), "all, checked"));
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        Elements canonical = after.select("head > link[rel=canonical][href=https://canonical.example/]");
        if (!canonical.isEmpty()) {
            assertThat(after.select("head > link[rel~=(?i)^canonical$]")).hasSize(1);
        }
        Elements robots = after.select("head > meta[name=robots][content=all, checked]");
        if (!robots.isEmpty()) {
            assertThat(after.select("head > meta[name~=(?i)^robots$]")).hasSize(1);
        }
        canonical.remove();
        robots.remove();
    }
}
