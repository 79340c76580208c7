package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a tenant switches on for its pages. Immutable, and shared by all pages and threads; what belongs to one page is in its
 * {@link Page}, or in state that is made from it:
 *
 * <pre>{@code
 * public void addTo(HtmlRewriterBuilder rewriter) {
 *     rewriter.withState(Page.class, page -> page.tally(this), handlers -> handlers.on("img", (tally, img) -> {
 *         img.setAttribute("loading", "lazy");
 *         tally.applied();
 *     }));
 * }
 * }</pre>
 *
 * <p>A feature never makes a page worse: what it does not understand it leaves as it is, and says so in the {@linkplain Tally tally}.
 * All methods are called on event loops and must not block.
 */
public interface Feature {
    /** What it is called in configurations, counters and header fields: words in lower case with hyphens between. */
    String name();

    /** Adds its handlers. Their states can be made from a {@link Page}. */
    void addTo(HtmlRewriterBuilder rewriter);

    /**
     * A final response has come, of any kind, redirections and images too; header fields may be changed that do not tell how its content
     * is framed or coded.
     */
    default void responded(RequestHead request, HttpResponse response) {}

    /** A page is about to be rewritten; a feature that can do nothing for it says so here: {@code page.tally(this).skip("csp")}. */
    default void begin(Page page) {}

    /** The head of a rewritten page is about to leave, and its first bytes were rewritten; as {@link #responded}. */
    default void rewritten(Page page, HttpResponse response) {}

    /**
     * What the page that answers a request will need: values of {@code Link} (RFC 8288) to be sent at once, with 103 (RFC 8297).
     */
    default List<String> earlyHints(RequestHead request) {
        return List.of();
    }

    /**
     * The answer to a request for something of the feature's own, such as its script; null if the request is for something else.
     * All paths of this kind begin with {@link Features#OWN_PATHS}.
     */
    default @Nullable FullHttpResponse answer(RequestHead request) {
        return null;
    }
}
