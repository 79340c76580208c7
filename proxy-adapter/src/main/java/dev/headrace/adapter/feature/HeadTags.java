package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells crawlers the page's canonical address (RFC 6596), and what they may do with it ({@code <meta name=robots>}, WHATWG HTML §4.2.5.1
 * and its registry of names), at the end of the head, where the page does not say itself. Header fields of the response count as the page's own
 * words.
 */
public final class HeadTags implements Feature {
    private final Options options;
    private final @Nullable String robots;

    /**
     * What it puts in.
     *
     * @param canonical whether a canonical address
     * @param origin scheme, host and port of canonical addresses, {@code https://www.site.example}; null for those that were asked for
     * @param query the keys of the query that belong to canonical addresses, in their order there
     * @param robots the content of the robots tag, such as {@code noindex, nofollow}; null for none
     */
    public record Options(
            boolean canonical,
            @Nullable String origin,
            List<String> query,
            @Nullable String robots) {
        /** A canonical address, of the host that was asked for, without a query. */
        public static final Options DEFAULT = new Options(true, null, List.of(), null);

        /** Copies the list. */
        public Options {
            query = List.copyOf(query);
        }
    }

    /**
     * Tags for crawlers.
     *
     * @throws IllegalArgumentException if the origin is none, or the content of the robots tag is empty
     */
    public HeadTags(Options options) {
        String origin = options.origin;
        if (origin != null && !CanonicalUrl.isOrigin(origin)) {
            throw new IllegalArgumentException("no origin, such as https://www.site.example: " + origin);
        }
        if (options.robots != null && options.robots.isBlank()) {
            throw new IllegalArgumentException("the content of the robots tag is empty");
        }
        this.options = options;
        robots = options.robots == null ? null : "<meta name=\"robots\" content=\"" + escape(options.robots) + "\">";
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;");
    }

    @Override
    public String name() {
        return "head-tags";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> new State(page, page.tally(this)),
                handlers -> handlers.onIncludingImplied("head", (state, head) -> head.onEndTag(state::put))
                        .on(
                                HeadEnd.CUT_OFF_IN,
                                (state, element) -> element.onEndTag(end -> state.cutOff |= end.isImplied()))
                        .on("head > link[rel]", State::link)
                        .on("head > meta[name]", State::meta));
    }

    private final class State {
        private final Page page;
        private final Tally tally;
        private boolean cutOff;
        private boolean hasCanonical;
        private boolean hasRobots;

        State(Page page, Tally tally) {
            this.page = page;
            this.tally = tally;
            hasRobots = page.fields().contains("x-robots-tag");
            for (String field : page.fields().getAll("link")) {
                String lower = field.toLowerCase(Locale.ROOT);
                hasCanonical |= lower.contains("rel=canonical") || lower.contains("rel=\"canonical\"");
            }
        }

        void link(Element link) {
            String rel = link.attribute("rel");
            hasCanonical |= rel != null && Tokens.has(rel, "canonical");
        }

        void meta(Element meta) {
            String name = meta.attribute("name");
            hasRobots |= name != null && name.strip().equalsIgnoreCase("robots");
        }

        void put(EndTag end) {
            if (!page.isDocument()) {
                tally.skip("fragment");
                return;
            }
            if (cutOff) {
                tally.skip("cut-off");
                return;
            }
            String canonical = options.canonical() ? canonical() : null;
            if (canonical != null) {
                end.before(Content.html("<link rel=\"canonical\" href=\"" + escape(canonical) + "\">"));
                tally.applied();
            }
            if (robots != null && hasRobots) {
                tally.leftAlone("has-robots");
            } else if (robots != null) {
                end.before(Content.html(robots));
                tally.applied();
            }
        }

        private @Nullable String canonical() {
            if (hasCanonical) {
                tally.leftAlone("has-canonical");
                return null;
            }
            String url = page.status().code() == 200
                    ? CanonicalUrl.of(page.request(), options.origin(), options.query())
                    : null;
            if (url == null) {
                tally.leftAlone("no-address");
            }
            return url;
        }
    }
}
