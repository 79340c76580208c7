package dev.headrace.front.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's page in a browser: clicked, and looked at. */
@Tag("chromium")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoPageTest {
    /** To be looked at. */
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final List<String> messages = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // Given before all tests.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Made before all tests.
    private Demo demo;

    @SuppressWarnings("NullAway.Init") // Made before all tests.
    private Browser browser;

    @SuppressWarnings("NullAway.Init") // Made before all tests.
    private List<String> urls;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        demo = new Demo(new Demo.Options(0, 0, folder.resolve("kept")), messages::add);
        urls = demo.introduction().stream()
                .filter(line -> line.startsWith("  http"))
                .map(line -> line.strip().split(" ", -1)[0])
                .toList();
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    void end() throws Exception {
        browser.close();
        demo.close();
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1440, 1000);
        browser.scheme("light");
        browser.forget();
        browser.open(urls.get(0));
        browser.await("'ready' in document.documentElement.dataset");
    }

    private void choose(String tenant) throws Exception {
        browser.click("input[name=tenant][value=" + tenant + "]");
        browser.await("document.getElementById('file').textContent.includes('" + tenant + "')");
    }

    private String text(String selector) throws Exception {
        return browser.evaluate(
                "[...document.querySelectorAll(\"" + selector + "\")].map(found => found.textContent).join('\\n')");
    }

    @Test
    void eachTenant_showsWhatItsRulesDo() throws Exception {
        choose("shop");
        assertThat(text("ins")).contains(" rel=\"nofollow noopener\"", " incl. VAT", " loading=\"lazy\"");
        assertThat(text("del")).isEmpty();
        assertThat(text("#lines tr.changed td.line.after")).contains("<tr><td>Wheat<td>2.10 incl. VAT</tr>");
        assertThat(browser.evaluate("document.getElementById('rules').value")).contains("table.prices > tbody > tr");

        choose("blog");
        assertThat(text("ins")).contains("Leat Mill", "<p class=banner>").doesNotContain("nofollow");
        assertThat(text("del")).contains("the old mill", "<form action=/order method=post>", "<!-- TODO");

        choose("plain");
        assertThat(text("ins, del")).isEmpty();
        assertThat(text("#lines td.line.after")).isEqualTo(Resources.text("site/index.html"));
        assertThat(text("#summary")).contains("every one as the origin sent it");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void page_isRendered_beforeAndAfter() throws Exception {
        choose("blog");
        browser.evaluate("loaded = 0; document.querySelectorAll('iframe').forEach(frame =>"
                + " frame.addEventListener('load', () => loaded++))");
        browser.click("input[name=view][value=page]");
        browser.await("loaded === 2");
        browser.screenshot(SCREENSHOTS.resolve("rendered.png"));
        assertThat(browser.evaluate("document.getElementById('page-after').src"))
                .endsWith("/view/blog");

        browser.open(urls.get(0) + "view/blog");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.banner')).backgroundColor"))
                .isEqualTo("rgb(39, 64, 139)");
        assertThat(text("h1, font, form")).isEqualTo("Leat Mill, day by day");
        assertThat(browser.evaluate("origin")).isEqualTo("null");
    }

    @Test
    void rulesThatAreChanged_countAtOnce_andMistakesAreTold() throws Exception {
        choose("shop");
        browser.evaluate("document.getElementById('rules').value = ''");
        browser.click("#rules");
        browser.type("rules:\n  - on: title\n    append: ' (changed here)'\n");
        browser.click("#apply");
        browser.await("document.getElementById('told').textContent.startsWith('Applied')");
        assertThat(text("ins")).isEqualTo(" (changed here)");
        assertThat(Files.readString(folder.resolve("kept/tenants/rules/shop.yaml")))
                .contains("(changed here)");

        browser.click("#rules");
        browser.evaluate("document.getElementById('rules').value = ''");
        browser.type("rules:\n  - on: 'p:hover'\n    remove: true\n  - on: p\n    set-atributes: {id: x}\n");
        browser.click("#apply");
        browser.await("document.getElementById('mistakes').children.length > 0");
        assertThat(text("#mistakes li"))
                .contains("2:9", ":hover", "5:5", "set-attributes")
                .doesNotContain("kept");
        assertThat(text("#told")).startsWith("The front keeps the rules that it had");
        browser.screenshot(SCREENSHOTS.resolve("mistakes.png"));

        browser.click("#mistakes button");
        assertThat(browser.evaluate("document.getElementById('rules').selectionStart"))
                .isEqualTo("15");
        browser.click("#reset");
        browser.await("document.getElementById('told').textContent.startsWith('Applied')");
        assertThat(text("ins")).contains("nofollow");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void page_worksOverTls_inTheDark_andInANarrowWindow() throws Exception {
        browser.screenshot(SCREENSHOTS.resolve("light.png"));
        browser.scheme("dark");
        browser.open(urls.get(1) + "#blog");
        browser.await("'ready' in document.documentElement.dataset");
        assertThat(text("del")).contains("<form");
        browser.click("#brief");
        assertThat(text("#lines .gap")).contains("lines the same");
        browser.screenshot(SCREENSHOTS.resolve("dark.png"));
        browser.size(400, 900);
        browser.screenshot(SCREENSHOTS.resolve("narrow-dark.png"));
        browser.scheme("light");
        browser.screenshot(SCREENSHOTS.resolve("narrow.png"));
        assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo("400");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void browser_wouldComplain() throws Exception {
        browser.evaluate("document.body.setAttribute('style', 'color: red')");

        assertThat(browser.complaints()).singleElement().asString().contains("Content Security Policy");
    }
}
