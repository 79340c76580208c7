package dev.headrace.benchmarks.features;

import dev.headrace.adapter.feature.Feature;
import dev.headrace.adapter.feature.LazyLoading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured: each feature with options that give it something to do, and all of them. */
final class FeatureCases {
    /** The measure of all others: a handler for {@code a[href]} that changes the value. */
    static final String LINKS = "a[href]";

    static final String ALL = "all features";

    private FeatureCases() {}

    /** Features by the name of their case; none for {@link #LINKS}. */
    static Map<String, List<Feature>> all() {
        Map<String, List<Feature>> cases = new LinkedHashMap<>();
        cases.put(LINKS, List.of());
        List<Feature> all = new ArrayList<>(features());
        for (Feature feature : all) {
            cases.put(feature.name(), List.of(feature));
        }
        cases.put(ALL, all);
        return cases;
    }

    /** In the order in which a front has them. */
    private static List<Feature> features() {
        return List.of(new LazyLoading(2));
    }
}
