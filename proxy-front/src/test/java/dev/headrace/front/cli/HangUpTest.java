package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HangUpTest {
    /** Says when it hears. */
    static final class Listening {
        public static void main(String[] args) throws InterruptedException {
            HangUp.onEach(() -> System.out.println("heard"));
            System.out.println("listening");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void signal_runsTheAction_eachTime() throws Exception {
        // Who runs the tests may have told its children to ignore the signal, as nohup does; then a JVM does, too.
        Process listening = new ProcessBuilder(
                        "env",
                        "--default-signal=HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listening.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = listening.inputReader()) {
            assertThat(said.readLine()).isEqualTo("listening");
            for (int i = 0; i < 2; i++) {
                assertThat(new ProcessBuilder("kill", "-HUP", "" + listening.pid())
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(said.readLine()).isEqualTo("heard");
            }
        } finally {
            listening.destroyForcibly();
        }
    }
}
