package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.select.Elements;

/** There is one script more at most, deferred, with the token. */
final class AnalyticsBeaconChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new AnalyticsBeacon("checked", request -> {});
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        Elements own = after.select("script[src^=/cdn-cgi/headrace/beacon-]");
        assertThat(own).hasSizeLessThanOrEqualTo(1);
        assertThat(own)
                .allMatch(script ->
                        script.hasAttr("defer") && script.attr("data-token").equals("checked"));
        own.forEach(Node::remove);
    }
}
