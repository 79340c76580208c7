package dev.headrace.rewriter;

import dev.headrace.rewriter.content.AsyncHandler;
import dev.headrace.rewriter.content.BailOut;
import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.DocumentEnd;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.engine.HandlerCall;
import dev.headrace.rewriter.engine.Registration;
import dev.headrace.rewriter.engine.Registration.Kind;
import dev.headrace.rewriter.engine.RewriteProgram;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.selector.SelectorList;
import dev.headrace.selector.SelectorParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an {@link HtmlRewriter} does. Handlers are called in the order in which they are given here. For one thread.
 *
 * <p>Every method that takes a selector throws {@link dev.headrace.selector.SelectorException} if it is wrong, or cannot be
 * matched on a stream.
 */
public final class HtmlRewriterBuilder {
    private static final int NO_STATE = -1;

    private final List<Registration> registrations = new ArrayList<>();
    private final List<SelectorList> selectors = new ArrayList<>();
    private final List<Function<@Nullable Object, ?>> states = new ArrayList<>();
    private @Nullable Class<?> context;
    private Limits limits = Limits.DEFAULT;
    private OnError onError = OnError.PASS;
    private boolean countLines;
    private boolean adjustCharset;
    private Encoding fallback = Encoding.WINDOWS_1252;

    HtmlRewriterBuilder() {}

    /** Has the handler called for each start tag whose element the selector matches. */
    public HtmlRewriterBuilder on(String selector, Handler<Element> handler) {
        return add(Kind.ELEMENT, selector, NO_STATE, false, sync(handler));
    }

    /** As {@link #on}, for a handler that takes its time. */
    public HtmlRewriterBuilder onAsync(String selector, AsyncHandler<Element> handler) {
        return add(Kind.ELEMENT, selector, NO_STATE, false, async(handler));
    }

    /** As {@link #on}, for elements that the parser puts in without a tag, too. */
    public HtmlRewriterBuilder onIncludingImplied(String selector, Handler<Element> handler) {
        return add(Kind.ELEMENT, selector, NO_STATE, true, sync(handler));
    }

    /** Has the handler called for the text in matched elements and in what is in them, chunk by chunk. */
    public HtmlRewriterBuilder onText(String selector, Handler<TextChunk> handler) {
        return add(Kind.TEXT, selector, NO_STATE, false, sync(handler));
    }

    /** As {@link #onText}, for a handler that takes its time. */
    public HtmlRewriterBuilder onTextAsync(String selector, AsyncHandler<TextChunk> handler) {
        return add(Kind.TEXT, selector, NO_STATE, false, async(handler));
    }

    /**
     * As {@link #onText}, but with each run of text between two pieces of markup in one chunk; a run of more than {@link
     * Limits#maxWholeText} bytes reaches that limit.
     */
    public HtmlRewriterBuilder onWholeText(String selector, Handler<TextChunk> handler) {
        return add(Kind.WHOLE_TEXT, selector, NO_STATE, false, sync(handler));
    }

    /** Has the handler called for the comments in matched elements and in what is in them. */
    public HtmlRewriterBuilder onComments(String selector, Handler<Comment> handler) {
        return add(Kind.COMMENT, selector, NO_STATE, false, sync(handler));
    }

    /** As {@link #onComments}, for a handler that takes its time. */
    public HtmlRewriterBuilder onCommentsAsync(String selector, AsyncHandler<Comment> handler) {
        return add(Kind.COMMENT, selector, NO_STATE, false, async(handler));
    }

    /** Has the handler called for each doctype in the source. */
    public HtmlRewriterBuilder onDoctype(Handler<Doctype> handler) {
        return add(Kind.DOCTYPE, null, NO_STATE, false, sync(handler));
    }

    /** Has the handler called for all text. */
    public HtmlRewriterBuilder onDocumentText(Handler<TextChunk> handler) {
        return add(Kind.TEXT, null, NO_STATE, false, sync(handler));
    }

    /**
     * Has the handler called for each run of text between two pieces of markup: in one chunk if it came as a whole, else in several. The chunk that is
     * {@linkplain TextChunk#isLastInTextNode last} ends the run; it is only empty where the run's end was not to be seen before. Takes about
     * half the calls of {@link #onDocumentText}.
     */
    public HtmlRewriterBuilder onDocumentTextRuns(Handler<TextChunk> handler) {
        return add(Kind.TEXT_RUN, null, NO_STATE, false, sync(handler));
    }

    /** Has the handler called for all text, as {@link #onWholeText}. */
    public HtmlRewriterBuilder onDocumentWholeText(Handler<TextChunk> handler) {
        return add(Kind.WHOLE_TEXT, null, NO_STATE, false, sync(handler));
    }

    /** Has the handler called for all comments. */
    public HtmlRewriterBuilder onDocumentComments(Handler<Comment> handler) {
        return add(Kind.COMMENT, null, NO_STATE, false, sync(handler));
    }

    /** Has the handler called at the end of the document; not if the rest of the document was passed. */
    public HtmlRewriterBuilder onEnd(Handler<DocumentEnd> handler) {
        return add(Kind.END, null, NO_STATE, false, sync(handler));
    }

    /** As {@link #onEnd}, for a handler that takes its time. */
    public HtmlRewriterBuilder onEndAsync(AsyncHandler<DocumentEnd> handler) {
        return add(Kind.END, null, NO_STATE, false, async(handler));
    }

    /** Has the handler called where a failure makes the rest of the document pass as it is. */
    public HtmlRewriterBuilder onBailOut(Handler<BailOut> handler) {
        return add(Kind.BAIL_OUT, null, NO_STATE, false, sync(handler));
    }

    /**
     * Adds handlers that share state in each document, and only there.
     *
     * @param factory makes the state when a document is opened
     */
    public <S> HtmlRewriterBuilder withState(Supplier<S> factory, Consumer<StatefulHandlers<S>> handlers) {
        states.add(none -> factory.get());
        handlers.accept(new StatefulHandlers<>(this, states.size() - 1));
        return this;
    }

    /**
     * As {@link #withState(Supplier, Consumer)}, with a state that is made from what the document was {@linkplain HtmlRewriter#open(
     * dev.headrace.rewriter.io.OutputSink, String, java.util.concurrent.Executor, Object) opened with}: the request that it answers, say.
     *
     * @param context the type of what each document has to be opened with; one for all handlers of a rewriter
     * @param factory makes the state
     * @throws IllegalStateException if handlers that were given before want another type
     */
    public <C, S> HtmlRewriterBuilder withState(
            Class<C> context, Function<? super C, S> factory, Consumer<StatefulHandlers<S>> handlers) {
        if (this.context != null && !this.context.equals(context)) {
            throw new IllegalStateException("documents are opened with a " + this.context.getName()
                    + " already, and cannot be opened with a " + context.getName() + ", too");
        }
        this.context = context;
        states.add(given -> factory.apply(Objects.requireNonNull(context.cast(given))));
        handlers.accept(new StatefulHandlers<>(this, states.size() - 1));
        return this;
    }

    /** Sets the limits of each document; {@link Limits#DEFAULT} if not called. */
    public HtmlRewriterBuilder limits(Limits newLimits) {
        limits = newLimits;
        return this;
    }

    /** Sets what happens when rewriting fails; {@link OnError#PASS} if not called. */
    public HtmlRewriterBuilder onError(OnError policy) {
        onError = policy;
        return this;
    }

    /** Has lines counted, for {@code SourceRange}. Costs a look at every byte. */
    public HtmlRewriterBuilder countLines() {
        countLines = true;
        return this;
    }

    /** Lets a {@code <meta>} in the document override the encoding that came with it; a byte order mark always does. */
    public HtmlRewriterBuilder adjustCharset() {
        adjustCharset = true;
        return this;
    }

    /**
     * Sets the encoding of documents that say nothing of theirs; windows-1252 if not called, as in browsers.
     *
     * @throws IllegalArgumentException if no encoding has this label
     */
    public HtmlRewriterBuilder fallbackCharset(String charset) {
        Encoding encoding = HtmlRewriter.encoding(charset);
        if (encoding != null) {
            fallback = encoding;
        }
        return this;
    }

    /** Compiles all that was given. */
    public HtmlRewriter build() {
        RewriteProgram.Options options =
                new RewriteProgram.Options(limits, onError, countLines, adjustCharset, fallback);
        return new HtmlRewriter(new RewriteProgram(registrations, selectors, states, options), context);
    }

    HtmlRewriterBuilder add(Kind kind, @Nullable String selector, int state, boolean implied, HandlerCall<?> handler) {
        int number = -1;
        if (selector != null) {
            selectors.add(SelectorParser.parse(selector));
            number = selectors.size() - 1;
        }
        String subject = selector != null ? selector : kind.documentSubject();
        registrations.add(new Registration(kind, subject, number, state, implied, handler));
        return this;
    }

    private static <T> HandlerCall<T> sync(Handler<T> handler) {
        return (state, unit) -> {
            handler.handle(unit);
            return null;
        };
    }

    private static <T> HandlerCall<T> async(AsyncHandler<T> handler) {
        return (state, unit) -> handler.handle(unit);
    }
}
