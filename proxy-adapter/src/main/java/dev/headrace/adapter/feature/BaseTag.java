package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Rewritable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives pages a {@code base} element that have none (WHATWG HTML §4.2.3). It goes into the head, before the first thing there that may use
 * a URL, and else at the head's end, since only there it is known that the page has none of its own. Fragments get none.
 *
 * <p>Doing it twice changes nothing more. Immutable.
 */
public final class BaseTag implements Feature {
    static final String NAME = "base-tag";

    private final String tag;
    private final @Nullable AbsoluteUrl url;

    /**
     * A base.
     *
     * @param href a URL of {@code http} or {@code https}, or a path of the page's own origin that starts with a slash
     * @throws IllegalArgumentException if it is neither
     */
    public BaseTag(String href) {
        url = AbsoluteUrl.isMeant(href) ? AbsoluteUrl.parse(href) : null;
        boolean isPath = href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/\\");
        if (url == null && (!isPath || href.chars().anyMatch(c -> c < ' '))) {
            throw new IllegalArgumentException("'" + href
                    + "' cannot be the base of a page; it has to be like 'https://www.example/app/' or '/app/'");
        }
        tag = "<base href=\"" + href.replace("&", "&amp;").replace("\"", "&quot;") + "\">";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin(Page page) {
        if (!page.policy().allowsBase(sources(PageOrigin.of(page.request())))) {
            page.tally(this).skip("csp");
        }
    }

    /** The sources of a policy that allow this base. */
    private List<String> sources(PageOrigin origin) {
        List<String> sources = new ArrayList<>(List.of("*"));
        if (url == null || origin.isOf(url)) {
            sources.add("'self'");
        }
        if (url != null) {
            String scheme = url.scheme().isEmpty() ? origin.scheme() : url.scheme();
            String host = url.port() < 0 ? url.host() : url.host() + ":" + url.port();
            sources.addAll(List.of(scheme + ":", host, scheme + "://" + host, scheme + "://" + host + "/"));
        }
        return sources;
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new OfPage(page, page.tally(this)),
                handlers -> handlers.on("base[href]", (page, base) -> page.found())
                        .on("head > link, head > script, head > style", OfPage::use)
                        .on("head > meta[http-equiv=refresh i]", OfPage::use)
                        .onIncludingImplied("head", (page, head) -> head.onEndTag(page::put)));
    }

    private final class OfPage {
        private final Page page;
        private final Tally tally;
        private boolean settled;
        private boolean added;

        OfPage(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            settled = tally.isSkipped();
        }

        void found() {
            if (!settled || added) {
                tally.leftAlone(added ? "late-base" : "has-base");
            }
            settled = true;
        }

        /** What is absolute means the same with any base, and the page's own may still come. */
        void use(Element element) {
            String reference = element.attribute(element.tagName().equals("link") ? "href" : "src");
            if (reference == null || !AbsoluteUrl.isMeant(reference.strip())) {
                put(element);
            }
        }

        void put(Rewritable place) {
            if (settled) {
                return;
            }
            settled = true;
            added = page.isDocument();
            if (added) {
                place.before(Content.html(tag));
                tally.applied();
            } else {
                tally.skip("fragment");
            }
        }
    }
}
