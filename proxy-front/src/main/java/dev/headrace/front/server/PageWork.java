package dev.headrace.front.server;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.LazyLoading;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.feature.FeaturesConfig;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is done with pages: rules, then features.
 *
 * @param rewriting all of it
 * @param features the features among it
 */
record PageWork(Rewriting rewriting, Features features) {
    /** So long may a page take, where nothing is said of it; a usual one takes a thousandth of it. */
    private static final Duration TIME_BUDGET = Duration.ofSeconds(1);

    /**
     * What it is made of; two that are equal do the same.
     *
     * @param features what is on, and nothing that is off
     */
    record Plan(RewriteConfig rules, FeaturesConfig features) {
        boolean isEmpty() {
            return !rules.enabled() && features.withoutTimeBudget().equals(FeaturesConfig.NONE);
        }
    }

    static PageWork of(Plan plan) {
        Features features = Features.of(features(plan.features));
        HtmlRewriterBuilder rewriter = HtmlRewriter.builder();
        plan.rules.rules().addTo(rewriter);
        Duration budget = Objects.requireNonNullElse(plan.features.timeBudget(), TIME_BUDGET);
        rewriter.limits(plan.rules.rules().limits().withMaxWork(budget));
        return new PageWork(features.rewriting(rewriter, version(plan)), features);
    }

    /** Records of records and values tell all that they are made of. */
    private static String version(Plan plan) {
        return plan.rules.version() + " " + plan.features;
    }

    /** In the order in which they see a page. */
    private static List<Feature> features(FeaturesConfig on) {
        List<Feature> features = new ArrayList<>();
        if (on.lazyLoading() != null) {
            features.add(new LazyLoading(on.lazyLoading().eagerImages()));
        }
        return features;
    }
}
