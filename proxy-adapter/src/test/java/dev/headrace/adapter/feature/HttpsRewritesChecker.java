package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** URLs of the hosts of a list may have another scheme, and have it in links, images and scripts; nothing else is new. */
final class HttpsRewritesChecker implements PageChecker {
    private static final Pattern ANY_SCHEME = Pattern.compile(
            "(?:https?:)?//((?:[a-z0-9]+\\.)+pimg\\.tw|k\\.yimg\\.jp|static\\.bshare\\.cn|img\\.gmw\\.cn)(:80)?(?![a-z0-9.:@-])",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Feature feature() {
        return new HttpsRewrites(List.of("*.pimg.tw", "k.yimg.jp", "static.bshare.cn", "img.gmw.cn"), true);
    }

    @Override
    public void forgetBefore(Document before) {
        UrlPlaces.change(before, text -> ANY_SCHEME.matcher(text).replaceAll("//$1"));
    }

    @Override
    public void forgetAfter(Document after) {
        assertThat(UrlPlaces.count(after, "http://pic.pimg.tw/")).isZero();
        assertThat(UrlPlaces.count(after, "http://static.bshare.cn/")).isZero();
        forgetBefore(after);
    }
}
