package dev.headrace.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final long SECOND = 1_000_000_000;

    private final WarmUp warmUp = new WarmUp(3000);

    @Test
    void isOver_afterTheLeastTime_ifCompilersWereQuiet() {
        warmUp.add(2 * SECOND, 0);
        assertThat(warmUp.isOver()).isFalse();
        warmUp.add(SECOND, 0);
        assertThat(warmUp.isOver()).isTrue();
        assertThat(warmUp.gaveUp()).isFalse();
    }

    @Test
    void isNotOver_whileCompilersAreBusy() {
        warmUp.add(4 * SECOND, SECOND);
        assertThat(warmUp.isOver()).isFalse();
        warmUp.add(SECOND, SECOND / 100);
        assertThat(warmUp.isOver()).isFalse();
        warmUp.add(SECOND, SECOND / 100);
        assertThat(warmUp.isOver()).isTrue();
    }

    @Test
    void givesUp_whenCompilersAreNeverQuiet() {
        for (int i = 0; i < 17; i++) {
            warmUp.add(SECOND, SECOND / 2);
            assertThat(warmUp.isOver()).isFalse();
        }
        warmUp.add(SECOND, SECOND / 2);
        assertThat(warmUp.isOver()).isTrue();
        assertThat(warmUp.gaveUp()).isTrue();
    }
}
