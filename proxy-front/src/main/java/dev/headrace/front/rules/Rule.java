package dev.headrace.front.rules;

import dev.headrace.front.yaml.Location;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.selector.SelectorException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do to the elements that a selector matches, or, without a selector, to the document. Operations keep their order. */
public final class Rule {
    private final Location place;
    private final @Nullable String selector;
    private final List<Handler<Element>> element = new ArrayList<>();
    private final List<Handler<TextChunk>> text = new ArrayList<>();
    private final List<Handler<Comment>> comments = new ArrayList<>();
    private final List<Handler<Doctype>> doctype = new ArrayList<>();
    private final List<Handler<DocumentEnd>> end = new ArrayList<>();

    /**
     * A rule without operations yet.
     *
     * @param place where the selector was given, for errors
     * @param selector the selector, or null for a rule on the document
     */
    public Rule(Location place, @Nullable String selector) {
        this.place = place;
        this.selector = selector;
    }

    /** Adds an operation on the elements. */
    public void onElement(Handler<Element> operation) {
        element.add(operation);
    }

    void onText(Handler<TextChunk> operation) {
        text.add(operation);
    }

    void onComments(Handler<Comment> operation) {
        comments.add(operation);
    }

    void onDoctype(Handler<Doctype> operation) {
        doctype.add(operation);
    }

    void onEnd(Handler<DocumentEnd> operation) {
        end.add(operation);
    }

    /** Where the rule was given. */
    public Location place() {
        return place;
    }

    /** The selector, or null for a rule on the document. */
    public @Nullable String selector() {
        return selector;
    }

    /** Whether the rule does nothing. */
    public boolean isEmpty() {
        return element.isEmpty() && text.isEmpty() && comments.isEmpty() && doctype.isEmpty() && end.isEmpty();
    }

    void addTo(HtmlRewriterBuilder rewriter) {
        if (selector == null) {
            addToDocument(rewriter);
            return;
        }
        try {
            addToElements(rewriter, selector);
        } catch (SelectorException e) {
            throw new RulesException(place, String.valueOf(e.getMessage()));
        }
    }

    private void addToElements(HtmlRewriterBuilder rewriter, String on) {
        if (!element.isEmpty()) {
            rewriter.on(on, Operations.inOrder(element));
        }
        if (!text.isEmpty()) {
            rewriter.onWholeText(on, Operations.inOrder(text));
        }
        if (!comments.isEmpty()) {
            rewriter.onComments(on, Operations.inOrder(comments));
        }
    }

    private void addToDocument(HtmlRewriterBuilder rewriter) {
        if (!doctype.isEmpty()) {
            rewriter.onDoctype(Operations.inOrder(doctype));
        }
        if (!comments.isEmpty()) {
            rewriter.onDocumentComments(Operations.inOrder(comments));
        }
        if (!end.isEmpty()) {
            rewriter.onEnd(Operations.inOrder(end));
        }
    }
}
