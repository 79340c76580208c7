package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many pages at a time. */
@Tag("nginx")
class LoadTest {
    private static final int REQUESTS = 300;
    private static final int PARALLEL = 30;

    /** Concurrent streams of HTTP/2, pipelined requests of HTTP/1.1. */
    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "H2C", "H2"})
    @Tag("h2load")
    void all_of_many_concurrent_requests_succeed(Protocol protocol) throws IOException, InterruptedException {
        try (Stage stage = new Stage()) {
            List<String> command = new ArrayList<>(List.of(
                    "/usr/bin/h2load",
                    "--requests=" + REQUESTS,
                    "--clients=4",
                    "--max-concurrent-streams=30",
                    "--header=accept-encoding: gzip"));
            if (!protocol.isHttp2()) {
                command.add("--h1");
            }
            command.add(stage.url(protocol, "/gzip/page.html"));

            Finished finished = Finished.run(command);

            assertThat(finished.exit()).as(finished.errors()).isZero();
            assertThat(finished.text())
                    .contains(
                            REQUESTS + " done, " + REQUESTS + " succeeded, 0 failed, 0 errored, 0 timeout",
                            "status codes: " + REQUESTS + " 2xx, 0 3xx, 0 4xx, 0 5xx");
            for (int i = 0; i < REQUESTS; i++) {
                Report report = stage.nextReport();
                assertThat(report.outcome()).isEqualTo(Outcome.REWRITTEN);
                assertThat(report.bytesDecoded()).isEqualTo(Stage.PAGE.length);
            }
        }
    }

    @Test
    @Tag("curl")
    void each_of_many_concurrent_streams_has_the_whole_page(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage()) {
            List<String> command = Curl.command(
                    Protocol.H2,
                    "--parallel",
                    "--parallel-max",
                    String.valueOf(PARALLEL),
                    "--compressed",
                    "--output",
                    folder + "/#1",
                    stage.url(Protocol.H2, "/gzip/page.html?[1-" + PARALLEL + "]"));

            Finished finished = Finished.run(command);

            assertThat(finished.exit()).as(finished.errors()).isZero();
            byte[] expected = Stage.rewritten(Stage.PAGE);
            for (int i = 1; i <= PARALLEL; i++) {
                assertThat(Files.readAllBytes(folder.resolve(String.valueOf(i))))
                        .isEqualTo(expected);
            }
        }
    }
}
