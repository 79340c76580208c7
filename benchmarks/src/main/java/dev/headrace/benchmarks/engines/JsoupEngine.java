package dev.headrace.benchmarks.engines;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** jsoup: parses the whole page into a tree, selects in it, changes it, and writes it out. */
public final class JsoupEngine implements Engine {
    private final List<Rule> rules;
    private final List<Evaluator> selectors;
    private final Counts[] counts;

    /** Compiles the selectors of a case. */
    public JsoupEngine(Case what, Counts[] counts) {
        rules = what.rules();
        selectors = rules.stream()
                .map(rule -> Selector.evaluatorOf(rule.selector()))
                .toList();
        this.counts = counts;
    }

    /** Whether the case can be put to jsoup: all of its handlers are for elements. */
    public static boolean knows(Case what) {
        return what.rules().stream().allMatch(rule -> rule.kind() == Rule.Kind.ELEMENT);
    }

    @Override
    public void rewrite(byte[] page, int chunk, OutputSink sink) throws IOException {
        Document document = Jsoup.parse(new ByteArrayInputStream(page), "utf-8", "");
        document.outputSettings().prettyPrint(false);
        for (int i = 0; i < selectors.size(); i++) {
            for (Element element : document.select(selectors.get(i))) {
                if (element instanceof Document) {
                    continue; // jsoup's root is an element, too, which `*` matches.
                }
                counts[i].calls++;
                apply(rules.get(i).action(), element, counts[i]);
            }
        }
        byte[] bytes = document.outerHtml().getBytes(StandardCharsets.UTF_8);
        sink.write(bytes, 0, bytes.length);
    }

    /** Does to an element of a tree what the action says. */
    public static void apply(Rule.Action action, Element element, Counts counts) {
        switch (action) {
            case COUNT -> {}
            case APPEND_QUERY -> element.attr("href", element.attr("href") + "?x=1");
            case SET_ATTRIBUTE -> element.attr("data-x", "1");
            case RENAME_BODY -> {
                element.tagName("body1");
                element.after(new TextNode("test"));
            }
            case EMPTY -> element.empty();
            case READ_ALL ->
                element.attributes().forEach(attribute -> {
                    counts.parts++;
                    counts.read +=
                            attribute.getKey().length() + attribute.getValue().length();
                });
        }
    }
}
