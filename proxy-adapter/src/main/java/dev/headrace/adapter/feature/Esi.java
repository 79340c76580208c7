package dev.headrace.adapter.feature;

import dev.headrace.adapter.header.CacheControl;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Puts fragments into pages where these say {@code <esi:include src="…"/>} (ESI Language Specification 1.0): {@code include} with {@code
 * alt}, {@code onerror} and {@code maxwait}, {@code remove}, {@code comment}, and {@code <!--esi … -->}. Variables, {@code try}, {@code
 * choose} and {@code inline} are left as they are.
 *
 * <p>All fetches begin as soon as their includes are seen, and the page is parsed on while they run: a page takes as long as the slowest of
 * its fragments, not as long as all of them. What stands in front of an include is sent at once. A fragment that fails never fails the page.
 *
 * <p>Pages lose their {@code ETag} and {@code Last-Modified}: these say nothing of the fragments, and are sent before it is known whether
 * there are any. For the same reason shared caches may not store them, unless {@linkplain EsiOptions#sharedCaches told otherwise}: fragments
 * may have been fetched with the visitor's cookies.
 */
public final class Esi implements Feature {
    private final FragmentSource source;
    private final EsiOptions options;
    private final HtmlRewriter fragments;

    /** ESI with fragments from this source. */
    public Esi(FragmentSource source, EsiOptions options) {
        this.source = source;
        this.options = options;
        fragments = HtmlRewriter.builder()
                .withState(EsiScope.class, scope -> scope, EsiScope::addTo)
                .build();
    }

    @Override
    public String name() {
        return "esi";
    }

    @Override
    public void begin(Page page) {
        page.awaitOutput(options.budget(), options.maxQueuedBytes());
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new EsiScope(new EsiPage(source, options, fragments, page, page.tally(this))),
                EsiScope::addTo);
    }

    @Override
    public void rewritten(Page page, HttpResponse response) {
        response.headers().remove(HttpHeaderNames.ETAG).remove(HttpHeaderNames.LAST_MODIFIED);
        if (!options.sharedCaches()) {
            CacheControl.setPrivate(response.headers());
        }
    }
}
