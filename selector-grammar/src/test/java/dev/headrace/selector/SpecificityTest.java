package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificityTest {
    @ParameterizedTest
    @CsvSource({
        "*, 0, 0, 0",
        "li, 0, 0, 1",
        "ul li, 0, 0, 2",
        "ul ol + li, 0, 0, 3",
        "h1 + *[rel=up], 0, 1, 1",
        "li.red.level, 0, 2, 1",
        "#x34y, 1, 0, 0",
        "#s12:not(foo), 1, 0, 1",
        "':is(em, #foo)', 1, 0, 0",
        ":where(em#foo#bar#baz), 0, 0, 0",
        "':nth-child(even of li, .item)', 0, 2, 0",
        ":first-child, 0, 1, 0",
        "':not(em, strong#foo)', 1, 0, 1",
        ":is(), 0, 0, 0",
        "'a, #b, .c', 1, 0, 0",
        ":lang(en):any-link:root, 0, 3, 0",
    })
    void specificity(String css, int a, int b, int c) {
        assertThat(SelectorParser.parse(css).specificity()).isEqualTo(new Specificity(a, b, c));
    }

    @Test
    void comparison_looksAtIdsFirst() {
        assertThat(new Specificity(1, 0, 0)).isGreaterThan(new Specificity(0, 9, 9));
        assertThat(new Specificity(0, 1, 0)).isGreaterThan(new Specificity(0, 0, 9));
        assertThat(new Specificity(0, 1, 2)).isLessThan(new Specificity(0, 1, 3));
    }
}
