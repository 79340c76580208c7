package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** URLs may have lost their scheme, but not canonical ones; nothing else is new. */
final class TrimUrlsChecker implements PageChecker {
    private static final Pattern SCHEME = Pattern.compile("(?<![^\\s\"'(,=])https:(?=//)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFAULT_PORT =
            Pattern.compile("(?<=[a-z]):(?:80|443)?(?=/[^/]|$)", Pattern.CASE_INSENSITIVE);

    @Override
    public Feature feature() {
        return new TrimUrls(true);
    }

    @Override
    public void forgetBefore(Document before) {
        UrlPlaces.change(
                before,
                text -> DEFAULT_PORT
                        .matcher(SCHEME.matcher(text).replaceAll(""))
                        .replaceAll(""));
    }

    @Override
    public void forgetAfter(Document after) {
        assertThat(after.select("link[rel=canonical][href^='//']")).isEmpty();
        forgetBefore(after);
    }
}
