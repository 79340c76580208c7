package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** URLs below the prefix of a map may have become those of its target, and have in links, images and scripts; nothing else is new. */
final class LinkMapChecker implements PageChecker {
    private static final Pattern MAPPED = Pattern.compile(
            "(?:http:|(?<![a-z]:))//stevenhgm\\.pixnet\\.net(?![a-z0-9.:@-])", Pattern.CASE_INSENSITIVE);

    /** On a page whose base is mapped, they are URLs of its host. */
    private static final Pattern ROOT_RELATIVE = Pattern.compile("(?<![^\"'(])/(?!/|steven)");

    @Override
    public Feature feature() {
        return new LinkMap(Map.of("http://stevenhgm.pixnet.net/", "/steven/"));
    }

    @Override
    public void forgetBefore(Document before) {
        boolean isBase = before.selectFirst("base[href^='http://stevenhgm.pixnet.net'], base[href^='/steven']") != null;
        UrlPlaces.change(before, text -> {
            String mapped = MAPPED.matcher(text).replaceAll("/steven");
            return isBase ? ROOT_RELATIVE.matcher(mapped).replaceAll("/steven/") : mapped;
        });
    }

    @Override
    public void forgetAfter(Document after) {
        assertThat(UrlPlaces.count(after, "http://stevenhgm.pixnet.net/")).isZero();
        forgetBefore(after);
    }
}
