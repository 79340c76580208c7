package dev.headrace.benchmarks.engines;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.io.OutputSink;

/** Headrace. The rewriter is built once, as applications do; each document opens a stream. */
public final class HeadraceEngine implements Engine {
    private static final Content NOTHING = Content.text("");
    private static final Content TEST = Content.text("test");

    private final HtmlRewriter rewriter;

    /** Makes an engine of the rewriter of a case; {@code counts} has an element for each of its rules. */
    public HeadraceEngine(Case what, Counts[] counts) {
        rewriter = rewriter(what, counts);
    }

    /** Builds the rewriter of a case. */
    public static HtmlRewriter rewriter(Case what, Counts[] counts) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder().onError(OnError.FAIL);
        for (int i = 0; i < counts.length; i++) {
            add(builder, what.rules().get(i), counts[i]);
        }
        return builder.build();
    }

    @Override
    public void rewrite(byte[] page, int chunk, OutputSink sink) {
        RewriteStream stream = rewriter.open(sink, "utf-8");
        for (int at = 0; at < page.length; at += chunk) {
            stream.write(page, at, Math.min(chunk, page.length - at));
        }
        stream.end();
    }

    private static void add(HtmlRewriterBuilder builder, Rule rule, Counts counts) {
        switch (rule.kind()) {
            case DOCTYPE -> builder.onDoctype(doctype -> counts.calls++);
            case DOCUMENT_TEXT -> builder.onDocumentText(countText(counts));
            case DOCUMENT_COMMENTS -> builder.onDocumentComments(comment -> counts.calls++);
            case DOCUMENT_END -> builder.onEnd(end -> counts.calls++);
            case ELEMENT -> builder.on(rule.selector(), elementHandler(rule.action(), counts));
            case TEXT -> builder.onText(rule.selector(), countText(counts));
            case COMMENTS -> builder.onComments(rule.selector(), comment -> counts.calls++);
        }
    }

    private static Handler<TextChunk> countText(Counts counts) {
        return chunk -> {
            counts.calls++;
            if (chunk.isLastInTextNode()) {
                counts.parts++;
            }
        };
    }

    private static Handler<Element> elementHandler(Rule.Action action, Counts counts) {
        return switch (action) {
            case COUNT -> element -> counts.calls++;
            case APPEND_QUERY ->
                element -> {
                    counts.calls++;
                    element.setAttribute("href", element.attribute("href") + "?x=1");
                };
            case SET_ATTRIBUTE ->
                element -> {
                    counts.calls++;
                    element.setAttribute("data-x", "1");
                };
            case RENAME_BODY ->
                element -> {
                    counts.calls++;
                    element.setTagName("body1");
                    element.after(TEST);
                };
            case EMPTY ->
                element -> {
                    counts.calls++;
                    element.setInnerContent(NOTHING);
                };
            case READ_ALL ->
                element -> {
                    counts.calls++;
                    for (Attribute attribute : element.attributes()) {
                        counts.parts++;
                        counts.read +=
                                attribute.name().length() + attribute.value().length();
                    }
                    element.onEndTag(tag -> counts.ends++);
                };
        };
    }
}
