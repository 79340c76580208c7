package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
    @Test
    void signal_runsTheAction_eachTime() throws Exception {
        Semaphore heard = new Semaphore(0);
        HangUp.onEach(heard::release);
        for (int i = 0; i < 2; i++) {
            assertThat(new ProcessBuilder(
                                    "kill", "-HUP", "" + ProcessHandle.current().pid())
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
