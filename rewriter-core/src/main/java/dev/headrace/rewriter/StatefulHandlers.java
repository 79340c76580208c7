package dev.headrace.rewriter;

import dev.headrace.rewriter.content.BailOut;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.StatefulHandler;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.engine.HandlerCall;
import dev.headrace.rewriter.engine.Registration.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handlers that share state in each document; the methods are those of {@link HtmlRewriterBuilder}.
 *
 * @param <S> the state
 */
public final class StatefulHandlers<S> {
    private final HtmlRewriterBuilder builder;
    private final int state;

    StatefulHandlers(HtmlRewriterBuilder builder, int state) {
        this.builder = builder;
        this.state = state;
    }

    /** As {@link HtmlRewriterBuilder#on}. */
    public StatefulHandlers<S> on(String selector, StatefulHandler<S, Element> handler) {
        return add(Kind.ELEMENT, selector, handler);
    }

    /** As {@link HtmlRewriterBuilder#onIncludingImplied}. */
    public StatefulHandlers<S> onIncludingImplied(String selector, StatefulHandler<S, Element> handler) {
        return add(Kind.ELEMENT, selector, true, handler);
    }

    /** As {@link HtmlRewriterBuilder#onText}. */
    public StatefulHandlers<S> onText(String selector, StatefulHandler<S, TextChunk> handler) {
        return add(Kind.TEXT, selector, handler);
    }

    /** As {@link HtmlRewriterBuilder#onWholeText}. */
    public StatefulHandlers<S> onWholeText(String selector, StatefulHandler<S, TextChunk> handler) {
        return add(Kind.WHOLE_TEXT, selector, handler);
    }

    /** As {@link HtmlRewriterBuilder#onComments}. */
    public StatefulHandlers<S> onComments(String selector, StatefulHandler<S, Comment> handler) {
        return add(Kind.COMMENT, selector, handler);
    }

    /** As {@link HtmlRewriterBuilder#onDoctype}. */
    public StatefulHandlers<S> onDoctype(StatefulHandler<S, Doctype> handler) {
        return add(Kind.DOCTYPE, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onDocumentText}. */
    public StatefulHandlers<S> onDocumentText(StatefulHandler<S, TextChunk> handler) {
        return add(Kind.TEXT, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onDocumentTextRuns}. */
    public StatefulHandlers<S> onDocumentTextRuns(StatefulHandler<S, TextChunk> handler) {
        return add(Kind.TEXT_RUN, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onDocumentComments}. */
    public StatefulHandlers<S> onDocumentComments(StatefulHandler<S, Comment> handler) {
        return add(Kind.COMMENT, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onDocumentWholeText}. */
    public StatefulHandlers<S> onDocumentWholeText(StatefulHandler<S, TextChunk> handler) {
        return add(Kind.WHOLE_TEXT, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onBailOut}. */
    public StatefulHandlers<S> onBailOut(StatefulHandler<S, BailOut> handler) {
        return add(Kind.BAIL_OUT, null, handler);
    }

    /** As {@link HtmlRewriterBuilder#onEnd}. */
    public StatefulHandlers<S> onEnd(StatefulHandler<S, DocumentEnd> handler) {
        return add(Kind.END, null, handler);
    }

    private <T> StatefulHandlers<S> add(Kind kind, @Nullable String selector, StatefulHandler<S, T> handler) {
        return add(kind, selector, false, handler);
    }

    @SuppressWarnings("unchecked")
    private <T> StatefulHandlers<S> add(
            Kind kind, @Nullable String selector, boolean implied, StatefulHandler<S, T> handler) {
        HandlerCall<T> call = (documentState, unit) -> {
            handler.handle((S) Objects.requireNonNull(documentState), unit);
            return null;
        };
        builder.add(kind, selector, state, implied, call);
        return this;
    }
}
