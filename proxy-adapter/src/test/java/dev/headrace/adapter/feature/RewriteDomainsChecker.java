package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** URLs of a host may have another one, and have it in links, images and scripts; nothing else is new. */
final class RewriteDomainsChecker implements PageChecker {
    private static final Pattern HOST =
            Pattern.compile("//www\\.assabah\\.com\\.tn(?![a-z0-9.:@-])", Pattern.CASE_INSENSITIVE);

    @Override
    public Feature feature() {
        return new RewriteDomains(Map.of("www.assabah.com.tn", "cdn.example"));
    }

    @Override
    public void forgetBefore(Document before) {
        UrlPlaces.change(before, text -> HOST.matcher(text).replaceAll("//cdn.example"));
    }

    @Override
    public void forgetAfter(Document after) {
        assertThat(UrlPlaces.count(after, "http://www.assabah.com.tn/")).isZero();
        forgetBefore(after);
    }
}
