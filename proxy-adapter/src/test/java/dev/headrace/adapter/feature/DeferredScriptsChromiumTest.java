package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages whose own scripts check that they run as they would without a loader, in a browser. */
@Tag("chromium")
class DeferredScriptsChromiumTest {
    private static final String STRICT_DYNAMIC =
            "script-src 'nonce-n0nce' 'strict-dynamic'; object-src 'none'; base-uri 'none'; report-uri /violation";
    private static final String NONCE_ONLY =
            "default-src 'none'; script-src 'nonce-n0nce'; connect-src 'self'; report-uri /violation";

    private static final List<String> PAGES = List.of(
            "async-and-defer",
            "current-script",
            "document-write",
            "early-click",
            "errors",
            "events",
            "handlers-set-late",
            "inline-and-external",
            "inline-order",
            "modules",
            "nonce",
            "opt-out",
            "ready");

    @Test
    void pagesFindWhatTheyExpect(@TempDir Path temporary) throws IOException, InterruptedException {
        Map<String, String> expected = new TreeMap<>();
        try (DeferredScriptsSite site = new DeferredScriptsSite()) {
            for (String page : PAGES) {
                site.add("/" + page, page, page.equals("nonce") ? STRICT_DYNAMIC : null);
                expected.put("/" + page, "right");
            }
            site.add("/nonce-only", "nonce", NONCE_ONLY);
            expected.put("/nonce-only", "right");
            browse(site.url(), temporary);
            assertThat(site.results()).isEqualTo(expected);
            assertThat(site.violations()).isEmpty();
        }
    }

    /** Ends when the page has loaded, which it does when all pages in it have told their results. */
    private static void browse(String url, Path temporary) throws IOException, InterruptedException {
        File log = temporary.resolve("log").toFile();
        Process browser = new ProcessBuilder(
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
                        "--user-data-dir=" + temporary.resolve("profile"),
                        "--dump-dom",
                        url)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(browser.exitValue()).as(() -> read(log)).isZero();
        } finally {
            browser.destroy();
        }
    }

    private static String read(File log) {
        try {
            return Files.readString(log.toPath(), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
