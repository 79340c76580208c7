package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

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
        Finished finished = Finished.run(List.of(
                "/usr/bin/chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-breakpad",
                "--disable-quic",
                "--no-proxy-server",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--ignore-certificate-errors",
                "--user-data-dir=" + Files.createTempDirectory(temporary, "profile"),
                "--dump-dom",
                url));
        assertThat(finished.exit()).as(finished.errors()).isZero();
        return finished.text();
    }
}
