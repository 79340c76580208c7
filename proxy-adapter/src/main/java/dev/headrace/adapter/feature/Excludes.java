package dev.headrace.adapter.feature;

import dev.headrace.adapter.header.CacheControl;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;

/**
 * Takes out of pages for suspicious visitors what stands between {@code <!--sse-->} and {@code <!--/sse-->}. Pages for other visitors are not
 * changed, and keep the comments.
 *
 * <p>Both comments stand in the same element; what is taken out ends at the latest with that element, so that a comment that is not closed costs
 * no more. Should be the first feature, so that those behind do not work for nothing.
 */
public final class Excludes implements Feature {
    static final String NAME = "excludes";

    /** RFC 9213 and its forerunners: they would have shared caches store what {@code private} says they must not. */
    private static final List<String> CACHES_FIELDS =
            List.of("cdn-cache-control", "cloudflare-cdn-cache-control", "surrogate-control");

    private final Suspicion suspicion;

    /** Excludes for visitors that are suspicious. */
    public Excludes(Suspicion suspicion) {
        this.suspicion = suspicion;
    }

    /** What makes a visitor suspicious. */
    public Suspicion suspicion() {
        return suspicion;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new ExcludesState(page.tally(this)),
                handlers -> handlers.on("*", ExcludesState::element)
                        .onDocumentComments(ExcludesState::comment)
                        .onDocumentText(ExcludesState::text)
                        .onEnd((state, end) -> state.end()));
    }

    @Override
    public void begin(Page page) {
        if (!suspicion.test().test(page.request())) {
            page.tally(this).skip("not-suspicious");
        }
    }

    /** What only suspicious visitors get must not come to others from a cache, nor be taken for what others get. */
    @Override
    public void rewritten(Page page, HttpResponse response) {
        if (!page.tally(this).isSkipped()) {
            HttpHeaders fields = response.headers();
            CacheControl.setPrivate(fields);
            CACHES_FIELDS.forEach(fields::remove);
            fields.remove(HttpHeaderNames.ETAG);
            fields.remove(HttpHeaderNames.LAST_MODIFIED);
        }
    }
}
