package dev.headrace.front.server;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.config.feature.Surroundings;
import dev.headrace.front.config.feature.Switchable;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is done with pages: rules, then features.
 *
 * @param rewriting all of it
 * @param features the features among it; null if there are none
 */
record PageWork(Rewriting rewriting, @Nullable Features features) {
    /** So long may a page take, where nothing is said of it; a usual one takes a thousandth of it. */
    private static final Duration TIME_BUDGET = Duration.ofSeconds(1);

    /**
     * What it is made of; two that are equal do the same, and can be one.
     *
     * @param on the features, in their order
     * @param tenant whose it is; null if tenants may share it
     */
    record Plan(
            RewriteConfig rules,
            List<Switchable> on,
            @Nullable Duration timeBudget,
            @Nullable String tenant) {
        boolean isEmpty() {
            return !rules.enabled() && on.isEmpty();
        }
    }

    static PageWork of(Plan plan, Surroundings surroundings) {
        HtmlRewriterBuilder rewriter = HtmlRewriter.builder();
        plan.rules.rules().addTo(rewriter);
        if (plan.on.isEmpty()) {
            // What features need to know of a page would cost rules that do not ask for it.
            rewriter.limits(plan.rules.rules().limits().withMaxWork(plan.timeBudget));
            return new PageWork(Rewriting.of(rewriter.build(), plan.rules.version()), null);
        }
        Duration budget = Objects.requireNonNullElse(plan.timeBudget, TIME_BUDGET);
        rewriter.limits(plan.rules.rules().limits().withMaxWork(budget));
        List<Feature> all =
                plan.on.stream().map(each -> each.feature(surroundings)).toList();
        Features features = Features.of(all);
        // Records of records and values tell all that they are made of.
        return new PageWork(features.rewriting(rewriter, plan.rules.version() + " " + plan.on), features);
    }
}
