package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.ResourceHints.Options;
import dev.headrace.adapter.feature.ResourceHints.Origin;
import dev.headrace.adapter.feature.ResourceHints.Preload;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;

/** The head may have the hints that were named, each once; nothing else is new. */
final class ResourceHintsChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new ResourceHints(new Options(
                List.of(new Origin("https://hinted.example", false)),
                List.of("https://names.example"),
                List.of(new Preload("/hinted.css", "style", false)),
                0,
                1));
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        Elements hints =
                after.select("head > link[href=https://hinted.example], head > link[href=https://names.example],"
                        + " head > link[href=/hinted.css]");
        assertThat(hints.size()).isIn(0, 3);
        hints.remove();
    }
}
