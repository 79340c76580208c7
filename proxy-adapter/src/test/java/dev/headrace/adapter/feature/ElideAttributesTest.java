package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ElideAttributesTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("elide-attributes", true, options -> {
                    Set<String> elements = new HashSet<>();
                    options.path("elements").forEach(each -> elements.add(each.textValue()));
                    return elements.isEmpty() ? new ElideAttributes() : new ElideAttributes(elements);
                })
                .tests();
    }

    @Test
    void unknownElement_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ElideAttributes(Set.of("input")))
                .withMessageContaining("[input]");
    }
}
