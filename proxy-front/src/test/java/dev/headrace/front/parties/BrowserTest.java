package dev.headrace.front.parties;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chromium loads a site of several files over HTTP/2, and runs what the front has put into it. */
@Tag("nginx")
@Tag("chromium")
@Timeout(90)
class BrowserTest {
    private static final int MODULES = 12;

    @Test
    void siteWorks_andItsPageIsRewritten(@TempDir Path folder) throws Exception {
        try (Nginx nginx = Nginx.start(folder.resolve("origin"));
                Site site = new Site(folder.resolve("front"))) {
            Path pages = folder.resolve("origin/pages");
            StringBuilder scripts = new StringBuilder();
            for (int i = 0; i < MODULES; i++) {
                Files.writeString(pages.resolve(i + ".js"), "document.body.dataset.m" + i + " = 'run';");
                scripts.append("<script src=/").append(i).append(".js></script>");
            }
            Files.writeString(pages.resolve("style.css"), "h1 { color: rgb(1, 2, 3) }");
            Files.writeString(
                    pages.resolve("index.html"),
                    "<!DOCTYPE html><html><head><title>before</title><link rel=stylesheet href=/style.css></head><body><h1>shop</h1>"
                            + "<a href=http://old.test/x>x</a>" + scripts + "</body></html>");
            site.tenant("a", nginx.plain(0), """
                    rewrite:
                      rules:
                        - {on: title, set-inner-content: after}
                        - {on: a, set-attributes: {rel: nofollow}}
                        - on: body
                          append:
                            html: >-
                              <script>document.body.dataset.color = getComputedStyle(document.querySelector('h1')).color;
                              document.body.dataset.protocols = performance.getEntriesByType('resource')
                              .concat(performance.getEntriesByType('navigation')).map(e => e.nextHopProtocol)
                              .filter((p, i, all) => all.indexOf(p) === i).join()</script>
                    """).start();
            assertThat(site.messages).isEmpty();
            String document = Chromium.document(
                    folder.resolve("profile"), "a.shop.test", site.address(1), "https://a.shop.test/");
            assertThat(document)
                    .contains(
                            "<title>after</title>",
                            "rel=\"nofollow\"",
                            "data-color=\"rgb(1, 2, 3)\"",
                            "data-protocols=\"h2\"");
            for (int i = 0; i < MODULES; i++) {
                assertThat(document).contains("data-m" + i + "=\"run\"");
            }
        }
    }
}
