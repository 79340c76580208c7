package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.EmailObfuscation.Mode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** What a browser's script would make of the page is the page as it was; the script is there if anything is hidden, and once. */
final class EmailObfuscationChecker implements PageChecker {
    private static final String PREFIX = "/cdn-cgi/l/email-protection#";
    private static final String SCRIPT = "script[src^=/cdn-cgi/headrace/email-decode-]";

    private int hiddenBefore;

    @Override
    public Feature feature() {
        return new EmailObfuscation(Mode.ALWAYS, true);
    }

    /** Some pages have hidden addresses already. */
    @Override
    public void forgetBefore(Document before) {
        hiddenBefore = restore(before);
    }

    @Override
    public void forgetAfter(Document after) {
        boolean anyIsNew = restore(after) > hiddenBefore;
        assertThat(after.select(SCRIPT)).hasSize(anyIsNew ? 1 : 0);
        after.select(SCRIPT).remove();
    }

    /** Does what the script does; how many addresses were hidden. */
    private static int restore(Document document) {
        int hidden = 0;
        for (Element element : document.select(".__cf_email__[data-cfemail]")) {
            assertThat(element.closest("head, script, style, textarea, svg, math, select"))
                    .isNull();
            assertThat(element.wholeText()).isEqualTo("[email\u00a0protected]");
            restoreText(element);
            hidden++;
        }
        for (Element link : document.select("a[href], area[href]")) {
            String url = link.attr("href").strip();
            if (url.startsWith(PREFIX)) {
                url = "mailto:" + decode(url.substring(PREFIX.length()));
                hidden++;
            }
            if (url.regionMatches(true, 0, "mailto:", 0, 7)) {
                // Space around a URL, and the case of its scheme, mean nothing.
                link.attr("href", "mailto:" + url.substring(7));
            }
        }
        return hidden;
    }

    private static void restoreText(Element element) {
        TextNode text = new TextNode(decode(element.attr("data-cfemail")));
        element.replaceWith(text);
        Node before = text.previousSibling();
        if (before instanceof TextNode textBefore) {
            text.text(textBefore.getWholeText() + text.getWholeText());
            before.remove();
        }
        Node after = text.nextSibling();
        if (after instanceof TextNode textAfter) {
            text.text(text.getWholeText() + textAfter.getWholeText());
            after.remove();
        }
    }

    private static String decode(String code) {
        int key = Integer.parseInt(code.substring(0, 2), 16);
        byte[] bytes = new byte[code.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Integer.parseInt(code.substring(2 * i + 2, 2 * i + 4), 16) ^ key);
        }
        return new String(bytes, UTF_8);
    }
}
