package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;

/** A base may be new, once, in front of what could use it; nothing else is. */
final class BaseTagChecker implements PageChecker {
    private static final String HREF = "/checked/";

    @Override
    public Feature feature() {
        return new BaseTag(HREF);
    }

    @Override
    public void forgetBefore(Document before) {
        assertThat(before.select("base[href='" + HREF + "']")).isEmpty();
    }

    @Override
    public void forgetAfter(Document after) {
        Elements added = after.select("base[href='" + HREF + "']");
        assertThat(added).hasSizeLessThanOrEqualTo(1);
        added.forEach(base -> assertThat(base.previousElementSiblings()
                        .select("link:not([href*='//']), script:not([src*='//']), style, base[href]"))
                .isEmpty());
        added.remove();
    }
}
