package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where a page says so there is the fragment, what is to be removed is gone, and nothing else is new. */
final class EsiChecker implements PageChecker {
    private static final String FRAGMENT = "<section class=\"part\">included</section>";

    @Override
    public Feature feature() {
        return new Esi(
                request -> CompletableFuture.completedFuture(Fragment.of(200, "text/html", FRAGMENT.getBytes(UTF_8))),
                EsiOptions.DEFAULT);
    }

    @Override
    public String prepare(String html) {
        int end = html.lastIndexOf("</body>");
        int at = end < 0 ? html.length() : end;
        return html.substring(0, at)
                + "<div><esi:include src=\"/part\"/></div><div><esi:remove><p>else</p></esi:remove></div>"
                + html.substring(at);
    }

    @Override
    public void forgetBefore(Document before) {
        for (Element include : before.select("esi|include")) {
            include.before(FRAGMENT);
            include.unwrap();
        }
        before.select("esi|remove").remove();
    }

    @Override
    public void forgetAfter(Document after) {
        assertThat(after.select("esi|include, esi|remove")).isEmpty();
    }
}
