package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.HeadlessChromium;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Chromium without a window, for which hosts are where the test says. */
final class Chromium {
    private Chromium() {}

    /**
     * Loads a page, lets its scripts run, and gives back what the document is then.
     *
     * @param host whose requests go to {@code address}
     * @param more options
     */
    static String document(Path profile, String host, InetSocketAddress address, String url, String... more)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--host-resolver-rules=MAP " + host + " 127.0.0.1:" + address.getPort());
        options.add("--dump-dom");
        options.add(url);
        Finished finished = Finished.run(HeadlessChromium.command(profile, options));
        assertThat(finished.exit()).as(finished.errors()).isZero();
        return finished.out();
    }
}
