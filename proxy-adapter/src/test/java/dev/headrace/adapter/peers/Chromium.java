package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.HeadlessChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A browser without a window. */
final class Chromium {
    private Chromium() {}

    /**
     * The document as HTML, after its scripts have run.
     *
     * @param temporary where the browser may keep what it knows of this page
     */
    static String dom(String url, Path temporary) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(temporary, "profile");
        Finished finished = Finished.run(HeadlessChromium.command(profile, List.of("--dump-dom", url)));
        assertThat(finished.exit()).as(finished.errors()).isZero();
        return finished.text();
    }
}
