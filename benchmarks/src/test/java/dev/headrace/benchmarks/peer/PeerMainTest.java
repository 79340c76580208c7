package dev.headrace.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.engines.EngineKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerMainTest {
    @TempDir
    private Path folder;

    private final PeerMain peer = new PeerMain(EngineKind.HEADRACE);

    @Test
    void check_writesTheOutput_andTellsTheCounts() throws Exception {
        Path page = Files.writeString(folder.resolve("page.html"), "<ul><li>A<li>B</ul>");
        Path output = folder.resolve("output.html");
        assertThat(peer.answer("rule\tELEMENT\tCOUNT\tul > li")).isEqualTo("=ok\t");
        assertThat(peer.answer("rule\tELEMENT\tSET_ATTRIBUTE\tul")).isEqualTo("=ok\t");
        assertThat(peer.answer("page\tp\t" + page)).isEqualTo("=ok\t19");
        for (int i = 0; i < 2; i++) {
            assertThat(peer.answer("check\tp\t3\t" + output)).isEqualTo("=ok\t2 0 0 1 0 0");
            assertThat(output).hasContent("<ul data-x=\"1\"><li>A<li>B</ul>");
        }
    }

    @Test
    void run_tellsWhatItTook() throws Exception {
        Path page = Files.writeString(folder.resolve("page.html"), "<p>text");
        peer.answer("page\tp\t" + page);
        String answer = peer.answer("run\tp\t1024\t1");
        assertThat(answer).startsWith("=ok\t");
        Measurement measurement = Measurement.ofLine(answer.substring(4));
        assertThat(measurement.documents()).isPositive();
        assertThat(measurement.bytes()).isEqualTo(7 * measurement.documents());
        assertThat(measurement.line()).isEqualTo(answer.substring(4));
    }

    @Test
    void whatCannotBeDone_isAnswered() {
        assertThat(peer.answer("dance")).startsWith("=error\t").contains("dance");
        assertThat(peer.answer("run\tnone\t1024\t1")).startsWith("=error\t").contains("no page none");
        assertThat(peer.answer("rule\tELEMENT\tDANCE\t*")).startsWith("=error\t");
    }
}
