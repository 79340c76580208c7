package dev.headrace.front.server;

import dev.headrace.adapter.explain.Explanation;
import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.routing.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found out about a request by an {@link Inspection}. */
public sealed interface Inspected {
    /** The front answers without asking anybody. */
    record Decided(Decision decision) implements Inspected {}

    /**
     * A feature of the route answers.
     *
     * @param contentType empty if it has none
     * @param bytes of content
     */
    record OwnAnswer(Decision.Forward forward, int status, String contentType, int bytes) implements Inspected {}

    /** The shadow was asked for, and the tenant has none. */
    record NoShadow(Decision.Forward forward) implements Inspected {}

    /**
     * The upstream has answered.
     *
     * @param inForce what becomes of the same response as things are, if {@code explanation} is of the shadow; null otherwise
     */
    record Answered(
            Decision.Forward forward,
            Setup setup,
            Explanation explanation,
            @Nullable Explanation inForce) implements Inspected {}

    /**
     * What is configured for the request.
     *
     * @param rewriting false if nobody's pages are rewritten
     * @param rules whether there are rules
     * @param on the features that are on
     * @param disabled the features that the tenant wants, and that are off for all tenants
     */
    record Setup(boolean rewriting, boolean rules, List<FeatureName> on, List<FeatureName> disabled) {
        /** Copies the lists. */
        public Setup {
            on = List.copyOf(on);
            disabled = List.copyOf(disabled);
        }
    }
}
