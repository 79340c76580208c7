package dev.headrace.benchmarks.features;

import dev.headrace.adapter.feature.AnalyticsBeacon;
import dev.headrace.adapter.feature.BaseTag;
import dev.headrace.adapter.feature.CollapseWhitespace;
import dev.headrace.adapter.feature.CspNonces;
import dev.headrace.adapter.feature.DeferredScripts;
import dev.headrace.adapter.feature.ElideAttributes;
import dev.headrace.adapter.feature.EmailObfuscation;
import dev.headrace.adapter.feature.Esi;
import dev.headrace.adapter.feature.EsiOptions;
import dev.headrace.adapter.feature.Excludes;
import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.HeadTags;
import dev.headrace.adapter.feature.HttpsRewrites;
import dev.headrace.adapter.feature.Inject;
import dev.headrace.adapter.feature.Injection;
import dev.headrace.adapter.feature.LazyLoading;
import dev.headrace.adapter.feature.LinkMap;
import dev.headrace.adapter.feature.RemoveComments;
import dev.headrace.adapter.feature.ResourceHints;
import dev.headrace.adapter.feature.RewriteDomains;
import dev.headrace.adapter.feature.Suspicion;
import dev.headrace.adapter.feature.TrimUrls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What is measured: each feature with options that give it something to do, and all of them. */
final class FeatureCases {
    /** The measure of all others: a handler for {@code a[href]} that changes the value. */
    static final String LINKS = "a[href]";

    static final String ALL = "all but excludes";

    private FeatureCases() {}

    /** Features by the name of their case; none for {@link #LINKS}. */
    static Map<String, List<Feature>> all() {
        Map<String, List<Feature>> cases = new LinkedHashMap<>();
        cases.put(LINKS, List.of());
        List<Feature> all = new ArrayList<>(features());
        for (Feature feature : all) {
            cases.put(feature.name(), List.of(feature));
        }
        // It is only on for visitors that are suspicious.
        all.removeIf(Excludes.class::isInstance);
        cases.put(ALL, all);
        return cases;
    }

    /** In the order in which a front has them. */
    private static List<Feature> features() {
        return List.of(
                new CspNonces(CspNonces.Options.DEFAULT),
                new Esi(request -> CompletableFuture.failedFuture(new IOException("none")), EsiOptions.DEFAULT),
                new Excludes(Suspicion.userAgent(List.of("bot"))),
                new RemoveComments(List.of()),
                new LinkMap(Map.of("http://internal.example:8080/", "/app/")),
                new RewriteDomains(Map.of("www.w3.org", "w3.example")),
                new HttpsRewrites(List.of("*.cloudflare.com", "*.whatwg.org"), true),
                new TrimUrls(false),
                new BaseTag("/"),
                new CollapseWhitespace(List.of()),
                new EmailObfuscation(EmailObfuscation.Mode.AUTO, false),
                new ElideAttributes(),
                new LazyLoading(2),
                new HeadTags(HeadTags.Options.DEFAULT),
                new ResourceHints(ResourceHints.Options.DEFAULT),
                new DeferredScripts(List.of()),
                new Inject(List.of(Injection.html(Injection.Position.END, "body", "<p>closed on Monday"))),
                new AnalyticsBeacon("site", request -> {}));
    }
}
