package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Elements;

/** Scripts may have another type, in front of which theirs can still be read; the first of them has the loader in front of it. */
final class DeferredScriptsChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new DeferredScripts(List.of());
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        Elements loaders = after.select("script[src^=/cdn-cgi/headrace/deferred-scripts-]");
        Elements deferred = after.select("script[type^=headrace-]");
        assertThat(loaders).hasSize(deferred.isEmpty() ? 0 : 1);
        for (Element loader : loaders) {
            assertThat(loader.hasAttr("defer")).isTrue();
            assertThat(after.select("script").indexOf(loader))
                    .isLessThan(after.select("script").indexOf(deferred.get(0)));
        }
        loaders.forEach(Node::remove);
        for (Element script : deferred) {
            String type = script.attr("type").substring(DeferredScripts.PREFIX.length());
            assertThat(type.strip().toLowerCase(Locale.ROOT)).matches("((text|application)/javascript|module)?");
            if (type.isEmpty()) {
                script.removeAttr("type");
            } else {
                script.attr("type", type);
            }
        }
    }
}
