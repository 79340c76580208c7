package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        try (FeatureSite site = new FeatureSite(new DeferredScripts(List.of()))) {
            for (String page : PAGES) {
                site.add("/" + page, page, page.equals("nonce") ? STRICT_DYNAMIC : null);
                expected.put("/" + page, "right");
            }
            site.add("/nonce-only", "nonce", NONCE_ONLY);
            expected.put("/nonce-only", "right");
            site.browse(temporary);
            assertThat(site.results()).isEqualTo(expected);
            assertThat(site.violations()).isEmpty();
        }
    }
}
