package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has browsers connect and load early (WHATWG HTML §4.6.7, Resource Hints): by {@code link} elements for what the tenant names, and by {@code
 * Link} fields, and 103 responses (RFC 8297), for what earlier pages of the same path loaded early.
 *
 * <p>The elements stand in front of the first script, style or style sheet of the head, or at its end: behind {@code meta}, {@code base} and the
 * page's own hints, which are not repeated. What was learnt does not change a page's content, so that its entity tag holds.
 *
 * <p>It learns from pages that anybody gets: 200 to a GET over TLS without query, cookies or credentials, that sets no cookie, is not private, and
 * varies by nothing but cookies and coding. What is learnt is bounded, lost with the instance, and replaced by each such page. Safe for use by many
 * threads.
 */
public final class ResourceHints implements Feature {
    private static final Set<String> DESTINATIONS = Set.of("fetch", "font", "image", "script", "style", "track");

    private final List<Hint> configured;
    private final @Nullable LearntHints learnt;
    private final int hintsPerPath;

    /**
     * An origin to connect to.
     *
     * @param origin scheme, host, and port if it is not the scheme's own: {@code https://fonts.example}
     * @param crossorigin whether for requests with CORS, as fonts need
     */
    public record Origin(String origin, boolean crossorigin) {}

    /**
     * A resource to load.
     *
     * @param href its URL, or path
     * @param as {@code fetch}, {@code font}, {@code image}, {@code script}, {@code style} or {@code track}
     * @param crossorigin whether with CORS; fonts always are
     */
    public record Preload(String href, String as, boolean crossorigin) {}

    /**
     * What it does.
     *
     * @param preconnect origins to connect to
     * @param dnsPrefetch origins whose addresses to look up
     * @param preload resources to load
     * @param paths of how many paths it learns; 0 if it is not to learn
     * @param hintsPerPath how many hints it learns of each, from 1
     */
    public record Options(
            List<Origin> preconnect, List<String> dnsPrefetch, List<Preload> preload, int paths, int hintsPerPath) {
        /** Nothing but what is learnt, of 1000 paths, 8 hints each. */
        public static final Options DEFAULT = new Options(List.of(), List.of(), List.of(), 1000, 8);

        /** Copies the lists. */
        public Options {
            preconnect = List.copyOf(preconnect);
            dnsPrefetch = List.copyOf(dnsPrefetch);
            preload = List.copyOf(preload);
        }
    }

    /**
     * Hints.
     *
     * @throws IllegalArgumentException if an origin, a URL, a destination or a number is none
     */
    public ResourceHints(Options options) {
        if (options.paths < 0 || options.hintsPerPath < 1) {
            throw new IllegalArgumentException("there must be 0 paths or more, and a hint or more for each, not "
                    + options.paths + " and " + options.hintsPerPath);
        }
        List<Hint> hints = new ArrayList<>();
        for (Origin each : options.preconnect) {
            hints.add(new Hint(Hint.PRECONNECT, origin(each.origin), null, each.crossorigin ? "anonymous" : null));
        }
        for (String each : options.dnsPrefetch) {
            hints.add(new Hint(Hint.DNS_PREFETCH, origin(each), null, null));
        }
        for (Preload each : options.preload) {
            hints.add(preload(each));
        }
        configured = List.copyOf(hints);
        learnt = options.paths == 0 ? null : new LearntHints(options.paths);
        hintsPerPath = options.hintsPerPath;
    }

    private static String origin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int host = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : -1;
        if (host < 0 || host == lower.length() || !Hint.isPlain(lower) || !Authority.isOne(lower.substring(host))) {
            throw new IllegalArgumentException("no origin, such as https://fonts.example: " + origin);
        }
        return lower;
    }

    private static Hint preload(Preload preload) {
        if (!Hint.isPlain(preload.href)) {
            throw new IllegalArgumentException("no URL in ASCII without quotes and spaces: " + preload.href);
        }
        if (!DESTINATIONS.contains(preload.as)) {
            throw new IllegalArgumentException("as must be of " + DESTINATIONS + ", not " + preload.as);
        }
        boolean cors = preload.crossorigin || preload.as.equals("font");
        return new Hint(Hint.PRELOAD, preload.href, preload.as, cors ? "anonymous" : null);
    }

    @Override
    public String name() {
        return "resource-hints";
    }

    @Override
    public void addTo(HtmlRewriterBuilder rewriter) {
        if (learnt != null) {
            HintLearner.addTo(rewriter, page -> new HintLearner(page, page.tally(this), learnt, hintsPerPath));
        }
        if (!configured.isEmpty()) {
            rewriter.withState(
                    Page.class,
                    page -> new State(page, page.tally(this), configured),
                    handlers -> handlers.onIncludingImplied(
                                    "head", (state, head) -> head.onEndTag(end -> state.put(end)))
                            .on(
                                    HeadEnd.CUT_OFF_IN,
                                    (state, element) -> element.onEndTag(end -> state.cutOff |= end.isImplied()))
                            .on("head > link[href]", State::link)
                            .on("head > script, head > style", State::put));
        }
    }

    /**
     * The values of {@code Link} fields for a 103 response that can be sent as soon as a request comes (RFC 8297 §2); none if it is no
     * navigation to a page that is known.
     */
    @Override
    public List<String> earlyHints(RequestHead request) {
        if (learnt == null || !PublicPage.isAskedFor(request) || !PublicPage.isNavigation(request)) {
            return List.of();
        }
        List<Hint> hints = learnt.of(PublicPage.key(request));
        if (hints.isEmpty()) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        configured.forEach(hint -> fields.add(hint.field()));
        hints.stream().filter(hint -> !hint.isIn(fields)).forEach(hint -> fields.add(hint.field()));
        return List.copyOf(fields);
    }

    @Override
    public void rewritten(Page page, HttpResponse response) {
        if (learnt == null || response.status().code() != 200 || !PublicPage.isAskedFor(page.request())) {
            return;
        }
        List<String> present = response.headers().getAll("link");
        for (Hint hint : learnt.of(PublicPage.key(page.request()))) {
            if (!hint.isIn(present)) {
                response.headers().add("link", hint.field());
            }
        }
    }

    /** A page's hints, until they are put in. */
    private static final class State {
        private final Page page;
        private final Tally tally;
        private final List<Hint> hints;
        private final List<String> fields;
        private boolean cutOff;
        private boolean put;

        State(Page page, Tally tally, List<Hint> hints) {
            this.page = page;
            this.tally = tally;
            this.hints = new ArrayList<>(hints);
            fields = page.fields().getAll("link");
        }

        void link(Element link) {
            String rel = link.attribute("rel");
            String href = link.attribute("href");
            if (put || rel == null || href == null) {
                return;
            }
            hints.removeIf(hint -> isThere(hint, rel, href.strip()));
            if (Tokens.has(rel, "stylesheet")) {
                put(link);
            }
        }

        private boolean isThere(Hint hint, String rel, String href) {
            boolean same = switch (hint.rel()) {
                case Hint.PRELOAD ->
                    href.equals(hint.url()) && (Tokens.has(rel, Hint.PRELOAD) || Tokens.has(rel, "stylesheet"));
                case Hint.PRECONNECT -> Tokens.has(rel, Hint.PRECONNECT) && isOrigin(hint.url(), href);
                default ->
                    (Tokens.has(rel, Hint.PRECONNECT) || Tokens.has(rel, Hint.DNS_PREFETCH))
                            && isOrigin(hint.url(), href);
            };
            if (same) {
                tally.leftAlone("has-hint");
            }
            return same;
        }

        private static boolean isOrigin(String origin, String href) {
            int skipped = href.startsWith("//") ? origin.indexOf("//") : 0;
            int length = origin.length() - skipped;
            return href.regionMatches(true, 0, origin, skipped, length)
                    && (href.length() == length || href.charAt(length) == '/');
        }

        void put(Element element) {
            String src = element.attribute("src");
            if (!put && src != null) {
                hints.removeIf(
                        hint -> hint.rel().equals(Hint.PRELOAD) && hint.url().equals(src.strip()));
            }
            String markup = take();
            if (!markup.isEmpty()) {
                element.before(Content.html(markup));
            }
        }

        void put(EndTag end) {
            String markup = take();
            if (!markup.isEmpty()) {
                end.before(Content.html(markup));
            }
        }

        private String take() {
            if (put) {
                return "";
            }
            put = true;
            if (!page.isDocument()) {
                tally.skip("fragment");
                return "";
            }
            if (cutOff) {
                tally.skip("cut-off");
                return "";
            }
            StringBuilder markup = new StringBuilder();
            for (Hint hint : hints) {
                if (hint.isIn(fields)) {
                    tally.leftAlone("has-hint");
                } else {
                    markup.append(hint.element());
                    tally.applied();
                }
            }
            return markup.toString();
        }
    }
}
