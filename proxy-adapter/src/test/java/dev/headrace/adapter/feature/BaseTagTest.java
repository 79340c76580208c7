package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseTagTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "base-tag",
                        true,
                        options -> new BaseTag(options.path("href").asText("/app/")))
                .tests();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app/", "data:,x", "javascript:x", "http://", "//", "/\\a.example/", "/a\n"})
    void whatCannotBeABase_isRefused(String href) {
        assertThatThrownBy(() -> new BaseTag(href))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + href
                        + "' cannot be the base of a page; it has to be like 'https://www.example/app/' or '/app/'");
    }
}
