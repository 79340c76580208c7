package dev.headrace.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void median_isTheMiddle_orTheMeanOfTheTwoThere() {
        assertThat(Figures.median(3, 1, 2)).isEqualTo(2);
        assertThat(Figures.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Figures.median(List.of(7.0))).isEqualTo(7);
        assertThat(Figures.median()).isNaN();
    }

    @Test
    void median_leavesItsArgumentAsItIs() {
        double[] values = {3, 1, 2};
        Figures.median(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void geometricMean_ofARatioAndItsInverse_isOne() {
        assertThat(Figures.geometricMean(List.of(4.0, 0.25))).isCloseTo(1, within(1e-12));
        assertThat(Figures.geometricMean(List.of(2.0, 8.0))).isCloseTo(4, within(1e-12));
        assertThat(Figures.geometricMean(List.of())).isNaN();
    }
}
