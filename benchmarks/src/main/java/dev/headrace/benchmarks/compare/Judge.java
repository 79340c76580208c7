package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.benchmarks.engines.JsoupEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Says what a difference between Headrace and lol_html comes from, with jsoup as a third opinion: it builds the page's tree as
 * the standard says, and can be asked how many elements a selector matches and what the changed tree looks like.
 */
final class Judge {
    /** What became of a comparison; {@code known} if there is a reason for the difference. */
    record Verdict(String text, boolean known) {}

    private static final int EXCERPT_BYTES = 40;

    private final byte[] page;
    private final Case what;

    Judge(byte[] page, Case what) {
        this.page = page;
        this.what = what;
    }

    /** Why two outputs that are not the same bytes differ. */
    Verdict outputs(byte[] headrace, byte[] lolHtml) throws IOException {
        String own = tree(headrace);
        String other = tree(lolHtml);
        if (own.equals(other)) {
            return new Verdict("other bytes, the same tree when parsed: " + firstDifference(headrace, lolHtml), true);
        }
        if (agrees(headrace)) {
            return new Verdict(
                    "other trees; a tree of the page, changed in the same way, is what Headrace gives: "
                            + firstDifference(headrace, lolHtml),
                    true);
        }
        return new Verdict("other trees: " + firstDifference(headrace, lolHtml), false);
    }

    /**
     * Whether an output is the page, changed as a tree would be: that tree itself, or, since not every tree comes out of a parser,
     * what the parser makes of it when it is written out.
     */
    boolean agrees(byte[] output) throws IOException {
        String own = tree(output);
        String changed = changedPage();
        return own.equals(changed) || own.equals(tree(changed.getBytes(StandardCharsets.UTF_8)));
    }

    /** Why handlers were called, or saw things, in other numbers. */
    List<Verdict> counts(long[] headrace, long[] lolHtml) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < what.rules().size(); i++) {
            Rule rule = what.rules().get(i);
            long[] own = Arrays.copyOfRange(headrace, 3 * i, 3 * i + 3);
            long[] other = Arrays.copyOfRange(lolHtml, 3 * i, 3 * i + 3);
            switch (rule.kind()) {
                case ELEMENT -> elements(verdicts, rule, own, other);
                // How a text is cut into chunks is each engine's own affair.
                case TEXT, DOCUMENT_TEXT -> compare(verdicts, "text nodes", own[1], other[1]);
                default -> compare(verdicts, rule.kind() + " " + rule.selector(), own[0], other[0]);
            }
        }
        return verdicts;
    }

    private void elements(List<Verdict> verdicts, Rule rule, long[] own, long[] other) throws IOException {
        if (Arrays.equals(own, other)) {
            return;
        }
        List<Element> matched = matches(rule.selector());
        String selector = "`" + rule.selector() + "`";
        compare(verdicts, selector + " matches", own[0], other[0], matched.size());
        if (rule.action() == Rule.Action.READ_ALL) {
            long attributes = matched.stream()
                    .mapToLong(element -> element.attributes().asList().size())
                    .sum();
            compare(verdicts, "attributes of " + selector, own[1], other[1], attributes);
            compare(verdicts, "ends of " + selector, own[2], other[2], ends(matched));
        }
    }

    private static void compare(List<Verdict> verdicts, String name, long own, long other) {
        if (own != other) {
            verdicts.add(new Verdict("%s: %d, in lol-html %d".formatted(name, own, other), false));
        }
    }

    private static void compare(List<Verdict> verdicts, String name, long own, long other, long right) {
        if (own != other) {
            verdicts.add(new Verdict(
                    "%s: %d, in lol-html %d, in jsoup %d".formatted(name, own, other, right), own == right));
        }
    }

    /** The elements that the selector matches and that have a tag in the source. */
    private List<Element> matches(String selector) throws IOException {
        return parse(page).select(selector).stream().filter(Judge::hasTag).toList();
    }

    /** What is in {@code noscript} is elements for jsoup, which does not script, and text for those that are compared. */
    private static boolean hasTag(Element element) {
        return element.sourceRange().isTracked()
                && !element.sourceRange().isImplicit()
                && element.closest("noscript *") == null;
    }

    /** How many of the elements have an end: they are not void, and no self-closing tags of SVG or MathML. */
    private long ends(List<Element> elements) {
        String source = new String(page, StandardCharsets.UTF_8);
        return elements.stream()
                .filter(element -> !element.tag().isEmpty())
                .filter(element -> element.tag().namespace().equals(Parser.NamespaceHtml)
                        || !source.startsWith("/>", element.sourceRange().endPos() - 2))
                .count();
    }

    private String changedPage() throws IOException {
        Document document = parse(page);
        for (Rule rule : what.rules()) {
            if (rule.changes()) {
                document.select(rule.selector()).stream()
                        .filter(Judge::hasTag)
                        .forEach(element -> JsoupEngine.apply(rule.action(), element, new Counts()));
            }
        }
        return document.outerHtml();
    }

    private static String tree(byte[] html) throws IOException {
        return parse(html).outerHtml();
    }

    private static Document parse(byte[] html) throws IOException {
        Document document = Jsoup.parse(
                new ByteArrayInputStream(html), "utf-8", "", Parser.htmlParser().setTrackPosition(true));
        document.outputSettings().prettyPrint(false);
        return document;
    }

    private static String firstDifference(byte[] headrace, byte[] lolHtml) {
        int at = Arrays.mismatch(headrace, lolHtml);
        return "at byte %d `%s`, in lol-html `%s`".formatted(at, excerpt(headrace, at), excerpt(lolHtml, at));
    }

    private static String excerpt(byte[] bytes, int at) {
        int from = Math.max(0, at - EXCERPT_BYTES / 2);
        int length = Math.min(bytes.length - from, EXCERPT_BYTES);
        return new String(bytes, from, length, StandardCharsets.UTF_8).replaceAll("[\\s`|]+", " ");
    }
}
