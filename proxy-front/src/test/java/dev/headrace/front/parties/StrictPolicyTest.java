package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With all features on and a policy that lets nothing inline run without its nonce, a page works in Chromium as it does without them. */
@Tag("nginx")
@Tag("chromium")
@Timeout(90)
class StrictPolicyTest {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html><head><title>shop</title>
            <script>
              window.violations = [];
              new ReportingObserver((reports) => violations.push(...reports.map((r) => r.body.blockedURL + ' ' + r.body.effectiveDirective)),
                  { types: ['csp-violation'], buffered: true }).observe();
              window.order = ['first'];
            </script>
            <style>h1 { color: rgb(1, 2, 3) }</style>
            </head><body>
            <h1>shop</h1>
            <!-- a comment that nobody reads -->
            <p class="text">Write to sales@shop.test, or to info@shop.test.</p>
            <p><a class="link" href="mailto:help@shop.test?subject=a%20question">help</a></p>
            <template id="template"><b>inside@shop.test</b></template>
            <p><img src="http://a.shop.test/1.png" alt="1"><img src="2.png" alt="2"><img class="third" src="3.png" alt="3"></p>
            <script src="/second.js"></script>
            <script>order.push('third')</script>
            <script>
              document.addEventListener('DOMContentLoaded', () => order.push('ready'));
              addEventListener('load', () => setTimeout(() => {
                const data = document.body.dataset;
                data.order = order.join();
                data.text = document.querySelector('.text').textContent;
                data.link = document.querySelector('.link').getAttribute('href');
                data.template = document.getElementById('template').content.textContent;
                data.color = getComputedStyle(document.querySelector('h1')).color;
                data.banner = document.getElementById('banner').textContent;
                data.violations = violations.join();
              }, 500));
            </script>
            </body></html>
            """;

    @Test
    void pageWithAllFeatures_worksUnderAStrictPolicy(@TempDir Path folder) throws Exception {
        try (Nginx nginx = Nginx.start(folder.resolve("origin"));
                Site site = new Site(folder.resolve("front"))) {
            Path pages = folder.resolve("origin/pages");
            Files.writeString(pages.resolve("index.html"), PAGE);
            Files.writeString(pages.resolve("second.js"), "order.push('second');");
            String policy = "default-src 'self'; img-src *; object-src 'none'; base-uri 'self'";
            site.tenant(
                            "a",
                            nginx.plain(0),
                            AllFeatures.YAML.replace("csp-nonces: true", "csp-nonces: {policy: \"" + policy + "\"}"))
                    .start();
            assertThat(site.messages).isEmpty();
            Curl source = site.curl(Protocol.H2, "a", "/");
            assertThat(source.body())
                    .contains("data-cfemail=", "/cdn-cgi/l/email-protection#", "loading=\"lazy\"")
                    .doesNotContain("sales@", "help@", "inside@", "nobody reads");
            assertThat(source.field("content-security-policy")).contains("'nonce-");

            String document = Chromium.document(
                    folder.resolve("profile"),
                    "a.shop.test",
                    site.address(1),
                    "https://a.shop.test/",
                    "--virtual-time-budget=10000");
            assertThat(document)
                    .contains(
                            "data-order=\"first,second,third,ready\"",
                            "data-text=\"Write to sales@shop.test, or to info@shop.test.\"",
                            "data-link=\"mailto:help@shop.test?subject=a%20question\"",
                            "data-template=\"inside@shop.test\"",
                            "data-color=\"rgb(1, 2, 3)\"",
                            "data-banner=\"closed on Monday\"",
                            "data-violations=\"\"");
        }
    }
}
