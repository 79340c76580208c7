package dev.headrace.adapter.feature;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LazyLoadingTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "lazy-loading",
                        true,
                        options -> new LazyLoading(options.path("eager-images").asInt(0)))
                .tests();
    }
}
