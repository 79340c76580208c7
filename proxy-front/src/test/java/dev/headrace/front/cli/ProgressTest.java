package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void line_tellsShareAndSpeed() {
        assertThat(Progress.line(250_000_000, 1_000_000_000, 2_000_000_000))
                .isEqualTo("250 of 1000 MB, 25 %, 125 MB/s");
        assertThat(Progress.line(250_000_000, -1, 2_000_000_000)).isEqualTo("250 MB, 125 MB/s");
    }

    @Test
    void shortInput_showsNothing() throws IOException {
        StringWriter terminal = new StringWriter();
        try (Progress progress = new Progress(new ByteArrayInputStream(new byte[10]), 10, new PrintWriter(terminal))) {
            assertThat(progress.readAllBytes()).hasSize(10);
        }
        assertThat(terminal.toString()).isEmpty();
    }
}
