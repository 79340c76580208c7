package dev.headrace.adapter.feature;

import dev.headrace.adapter.header.CacheControl;
import dev.headrace.adapter.policy.Preparation;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The features that are on for some pages. They are asked in the order in which they were given, and each sees attributes and text as those
 * before it left them; those of this package that read text do so together, where the last of them stands. Immutable; shared by all threads.
 *
 * <pre>{@code
 * Features features = Features.of(List.of(new LazyLoading(), new Inject(…)));
 * Rewriting rewriting = features.rewriting(HtmlRewriter.builder(), "3");
 * pipeline.addLast(new RewriteHandler(request -> rewriting));
 * }</pre>
 */
public final class Features {
    /** How the paths begin that features answer themselves. */
    public static final String OWN_PATHS = "/cdn-cgi/";

    /** A request with this field, of any value, gets {@link #REPORT} in its response. */
    public static final String REPORT_WANTED = "headrace-report";

    /**
     * Which features are on for a page, as a list (RFC 9651 §3.1); those that do nothing have {@code skipped} with the reason.
     * {@code excludes} is never among them, since that would tell suspicious visitors that they are. Shared caches may not store a response that has
     * the field.
     */
    public static final String REPORT = "headrace-features";

    private final List<Feature> features;
    private final Preparation preparation = new OfFeatures();

    private Features(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    /** Features in their order, each once. */
    public static Features of(List<Feature> features) {
        return new Features(features);
    }

    /** The features, in their order. */
    public List<Feature> all() {
        return features;
    }

    /**
     * A rewriting that does all that they do, behind what the rewriter that is being built does.
     *
     * @param version as of {@link Rewriting#of}; it changes with any option of any feature, too
     */
    public Rewriting rewriting(HtmlRewriterBuilder rewriter, String version) {
        addTo(rewriter);
        // A page names its scripts by their digests.
        return Rewriting.of(rewriter.build(), version + " " + OwnScript.versions())
                .withPreparation(preparation);
    }

    /** Gives the features to a rewriter, whose documents have to be opened with a {@link #page}. */
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.withState(
                Page.class,
                page -> page,
                handlers -> handlers.onDoctype((page, doctype) -> page.markDocument())
                        .on("html, head, body", (page, element) -> page.markDocument())
                        .on(HydratedRoots.SELECTOR, Features::rootBegins)
                        .on(HydratedRoots.WHOLE_PAGE_SELECTOR, (page, element) -> page.becomesHydrated()));
        List<UrlFeature> ofUrls = features.stream()
                .filter(UrlFeature.class::isInstance)
                .map(UrlFeature.class::cast)
                .toList();
        Feature lastReader = features.stream()
                .filter(Features::readsText)
                .reduce((first, second) -> second)
                .orElse(null);
        for (Feature feature : features) {
            if (!(feature instanceof UrlFeature)) {
                feature.addTo(rewriter);
            } else if (feature == ofUrls.get(0)) {
                UrlAttributes.addTo(rewriter, ofUrls);
            }
            if (feature == lastReader) {
                rewriter.withState(Page.class, page -> page, handlers -> handlers.onDocumentTextRuns(Page::text));
            }
        }
    }

    private static void rootBegins(Page page, Element root) {
        if (root.canHaveContent()) {
            page.rootBegins();
            root.onEndTag(end -> {
                if (!FormattingElements.mayGoOn(end) && !isWholePage(end.name())) {
                    page.rootEnds();
                }
            });
        }
    }

    /** What stands behind their end tags is in them, too (WHATWG HTML §13.2.6.4.19). */
    private static boolean isWholePage(String name) {
        return name.equals("html") || name.equals("body");
    }

    private static boolean readsText(Feature feature) {
        return feature instanceof TextFeature reader && reader.readsText();
    }

    /** A page that answers a request. */
    public Page page(RequestHead request, HttpResponse response) {
        Page page = new Page(request, response.status(), response.headers(), features);
        features.forEach(feature -> feature.begin(page));
        return page;
    }

    /**
     * A script that pages with features load, if that is what a request is for. They are to be served on all hosts, whatever is on there: pages
     * that browsers or caches have kept may still name them.
     */
    public static @Nullable FullHttpResponse script(RequestHead request) {
        return request.path().startsWith(OWN_PATHS) ? OwnScript.answerAny(request) : null;
    }

    /**
     * The answer to a request for something that a feature serves itself; null if it is for something else. It is for the same hosts and
     * paths that have the features.
     */
    public @Nullable FullHttpResponse answer(RequestHead request) {
        if (!request.path().startsWith(OWN_PATHS)) {
            return null;
        }
        for (Feature feature : features) {
            FullHttpResponse answer = feature.answer(request);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** What the page that answers a request will need, as {@link Feature#earlyHints}; empty if nothing is known of it. */
    public List<String> earlyHints(RequestHead request) {
        List<String> all = List.of();
        for (Feature feature : features) {
            List<String> own = feature.earlyHints(request);
            if (!own.isEmpty()) {
                all = all.isEmpty()
                        ? own
                        : Stream.concat(all.stream(), own.stream()).toList();
            }
        }
        return all;
    }

    private final class OfFeatures implements Preparation {
        @Override
        public void responded(RequestHead request, HttpResponse response) {
            features.forEach(feature -> feature.responded(request, response));
        }

        @Override
        public Page context(RequestHead request, HttpResponse response) {
            return page(request, response);
        }

        @Override
        public void rewritten(@Nullable Object context, HttpResponse response) {
            if (context instanceof Page page) {
                features.forEach(feature -> feature.rewritten(page, response));
                String report = page.request().headers().contains(REPORT_WANTED) ? report(page) : "";
                if (!report.isEmpty()) {
                    response.headers().set(REPORT, report);
                    CacheControl.setPrivate(response.headers());
                }
            }
        }

        private static String report(Page page) {
            return page.tallies().stream()
                    .filter(tally -> !tally.feature().equals(Excludes.NAME))
                    .map(tally -> tally.feature() + (tally.isSkipped() ? ";skipped=" + tally.skippedBecause() : ""))
                    .collect(Collectors.joining(", "));
        }
    }
}
