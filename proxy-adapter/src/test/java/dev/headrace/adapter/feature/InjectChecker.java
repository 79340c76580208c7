package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.Injection.Position;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** There is one of each thing that is put in, at the start and the end of head and body; nothing else is new. */
final class InjectChecker implements PageChecker {
    private static final String SCRIPT = "document.documentElement.dataset.injected = '1'";

    @Override
    public Feature feature() {
        return new Inject(List.of(
                Injection.html(Position.START, "head", "<meta name=\"x-head-start\">"),
                Injection.html(Position.END, "head", "<meta name=\"x-head-end\">"),
                Injection.html(Position.START, "body", "<x-body-start></x-body-start>"),
                Injection.script(Position.END, "body", SCRIPT),
                Injection.html(Position.BEFORE, "h1", "<x-before></x-before>")));
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        takeOut(after, "head > meta[name=x-head-start]:first-child");
        takeOut(after, "head > meta[name=x-head-end]");
        Element first = after.select("x-before, h1:not(noscript *)").first();
        // Some of the pages are fragments.
        assertThat(first == null
                        || first.tagName().equals("x-before")
                        || after.select("x-body-start").isEmpty())
                .isTrue();
        takeOut(after, "x-before");
        takeOut(after, "body > x-body-start:first-child");
        List<Element> scripts = after.select("script").stream()
                .filter(script -> script.data().equals(SCRIPT))
                .toList();
        assertThat(scripts).hasSizeLessThanOrEqualTo(1);
        scripts.forEach(Node::remove);
    }

    private static void takeOut(Document after, String selector) {
        List<Element> found = after.select(selector);
        assertThat(found).as(selector).hasSizeLessThanOrEqualTo(1);
        found.forEach(Node::remove);
    }
}
