package dev.headrace.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void values_comeWithABlankOrAnEqualsSign_andMayRepeat() {
        Arguments given = arguments("--jdk", "/a", "--jdk=/b", "--quick", "--cases", "star, all");
        assertThat(given.all("--jdk")).containsExactly("/a", "/b");
        assertThat(given.get("--jdk")).isEqualTo("/b");
        assertThat(given.has("--quick")).isTrue();
        assertThat(given.list("--cases")).containsExactly("star", "all");
        assertThat(given.number("--rounds", 5)).isEqualTo(5);
    }

    @Test
    void whatIsNotUnderstood_isNamed() {
        assertThatThrownBy(() -> arguments("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> arguments("--quick=yes")).hasMessageContaining("--quick=yes");
        assertThatThrownBy(() -> arguments("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> arguments("--rounds", "0").number("--rounds", 5))
                .hasMessage("--rounds needs a positive number, not 0");
    }

    private static Arguments arguments(String... arguments) {
        return new Arguments(arguments, Set.of("--quick"), Set.of("--jdk", "--cases", "--rounds"));
    }
}
