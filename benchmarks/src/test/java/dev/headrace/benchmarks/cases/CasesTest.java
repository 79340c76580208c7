package dev.headrace.benchmarks.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CasesTest {
    @Test
    void names_areDistinct_andFindTheirCase() {
        assertThat(Cases.all()).extracting(Case::name).doesNotHaveDuplicates();
        assertThat(Cases.named("starattr").changes()).isTrue();
        assertThat(Cases.named("all").changes()).isFalse();
        assertThatThrownBy(() -> Cases.named("fast")).hasMessageContaining("no case is named fast");
    }

    @Test
    void synthetic_selectors_areOfFiveKinds_andDistinct() {
        assertThat(Cases.synthetic(5))
                .extracting(Rule::selector)
                .containsExactly("div.k0", "#id1", "a[data-x2]", "ul.k3 > li", "body .k4 span");
        assertThat(Cases.named("sel500").rules()).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void rules_readFromTheirLines_areTheSame() {
        for (Case what : Cases.all()) {
            assertThat(what.rules().stream().map(Rule::line).map(Rule::ofLine)).containsExactlyElementsOf(what.rules());
        }
    }

    @Test
    void page_isFoundByItsName() {
        assertThat(BenchmarkPage.all()).extracting(BenchmarkPage::name).doesNotHaveDuplicates();
        assertThat(BenchmarkPage.named("ecma402").file()).isEqualTo("bench/ecma402-spec.html");
        assertThatThrownBy(() -> BenchmarkPage.named("x")).hasMessageContaining("no page is named x");
    }
}
