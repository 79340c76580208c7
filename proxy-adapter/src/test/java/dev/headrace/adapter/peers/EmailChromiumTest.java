package dev.headrace.adapter.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.EmailObfuscation;
import dev.headrace.adapter.feature.EmailObfuscation.Mode;
import dev.headrace.adapter.feature.Features;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a browser, hidden addresses are what they were. */
@Tag("chromium")
@Tag("curl")
class EmailChromiumTest {
    /** Notes, in the document, what its policy forbade, and in how many pieces its text is. */
    private static final String WATCH = """
            document.addEventListener("securitypolicyviolation", e =>
                document.documentElement.setAttribute("data-violation", e.violatedDirective));
            document.addEventListener("DOMContentLoaded", () => {
              const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
              let texts = 0;
              while (walker.nextNode()) {
                texts++;
              }
              document.documentElement.setAttribute("data-texts", texts);
            });
            """;

    private static final String PAGE = """
            <!doctype html><html><head><title>joe@example.com</title><script src="/watch.js" nonce="n0nce"></script></head>
            <body><p>Write to joe@example.com, or to ann&#64;example&period;com.</p>
            <p><a href="mailto:joe@example.com?subject=Hello%20there&amp;body=x">joe@example.com</a></p>
            <ul><li>jürgen@exämple.de</li><li><b>用户@例子.广告</b></li><li>x <i>y</i> a.b+c@example.org z</li></ul>
            <map name="m"><area href="mailto:jürgen@exämple.de" alt="Mail"></map>
            <template><p>in@template.example <a href="mailto:in@template.example">Mail</a>
            <template><i>deep@template.example</i></template></p></template>
            <table><tr><td>joe@example.com</td></tr></table><button>joe@example.com</button>
            <textarea>joe@example.com</textarea><!--email_off-->off@example.com<!--/email_off--></body></html>
            """;

    @Test
    void hiddenAddresses_comeBack(@TempDir Path temporary) throws IOException, InterruptedException {
        try (FeatureSite site = new FeatureSite(Features.of(List.of(new EmailObfuscation(Mode.ALWAYS, true))))) {
            site.script("/watch.js", WATCH);
            site.page("/free", PAGE, Map.of());
            site.page("/self", PAGE, Map.of("content-security-policy", "default-src 'none'; script-src 'self'"));
            site.page(
                    "/nonce",
                    PAGE,
                    Map.of(
                            "content-security-policy",
                            "default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; require-trusted-types-for 'script'"));
            for (String path : List.of("/free", "/self", "/nonce")) {
                String expected = Chromium.dom(site.plain(path), temporary);
                assertThat(expected)
                        .contains("data-texts=", "deep@template.example")
                        .doesNotContain("data-violation");
                assertThat(source(site.rewritten(path)))
                        .contains("__cf_email__", "/cdn-cgi/l/email-protection#")
                        .doesNotContain(">ann&#64;", "<li>jürgen@");
                assertThat(Chromium.dom(site.rewritten(path), temporary))
                        .as(path)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatAPolicyForbids_isSeen(@TempDir Path temporary) throws IOException, InterruptedException {
        try (FeatureSite site = new FeatureSite(Features.of(List.of()))) {
            site.script("/watch.js", WATCH);
            site.page(
                    "/inline",
                    "<!doctype html><script src=/watch.js></script><script>1</script>",
                    Map.of("content-security-policy", "script-src 'self'"));

            assertThat(Chromium.dom(site.plain("/inline"), temporary)).contains("data-violation=\"script-src-elem\"");
        }
    }

    private static String source(String url) throws IOException, InterruptedException {
        List<String> command = Curl.command(Protocol.HTTP_1_1);
        command.add(url);
        return Finished.run(command).text();
    }
}
