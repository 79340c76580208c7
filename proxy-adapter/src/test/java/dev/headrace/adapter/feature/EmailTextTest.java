package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.EmailObfuscation.Mode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that are nearly addresses, put together at random. */
class EmailTextTest {
    private static final List<String> PIECES = List.of(
            "joe",
            "ann.b+c",
            "@",
            "joe@example.com",
            "bob@",
            " eve&#64;",
            "例子@例子.广告",
            "&#64;",
            "&commat;",
            ".",
            "&period;",
            "com",
            "example.org",
            "2x.png",
            "ü",
            "例子",
            "&uuml;",
            "-",
            "_",
            "'",
            " ",
            " ",
            " ",
            " ",
            "\n",
            "&",
            "&#",
            ";",
            "&amp;",
            "&nbsp;",
            "&#x1F600;",
            "\uD83D\uDE00",
            "<",
            "</b>",
            "<!-- -->",
            ",",
            "(",
            "%",
            "a".repeat(70),
            "b.".repeat(100),
            "&#97;".repeat(20));

    @Test
    void text_cutAnywhere_isThatOfTheWhole_andComesBack() {
        Subject subject = new Subject(List.of(new EmailObfuscation(Mode.ALWAYS, true)));
        Random random = new Random(20261121);
        int hidden = 0;
        for (int round = 0; round < 400; round++) {
            String html = random(random);
            byte[] bytes = html.getBytes(UTF_8);
            String whole = rewrite(subject, bytes, Chunking.whole());
            assertThat(restored(whole)).as(html).isEqualTo(restored(html));
            hidden += whole.contains("__cf_email__") ? 1 : 0;
            for (int i = 0; i < 8; i++) {
                int size = 1 + random.nextInt(bytes.length);
                assertThat(rewrite(subject, bytes, Chunking.size(size)))
                        .as("%s in pieces of %d", html, size)
                        .isEqualTo(whole);
            }
        }
        assertThat(hidden).isBetween(50, 390);
    }

    /** Minutes, if each word were looked for from the beginning. */
    @Test
    @Timeout(10)
    void manyWords_takeTimeInProportion() {
        AtomicInteger none = new AtomicInteger();
        EmailWords.Replacement replacement = new EmailWords.Replacement() {
            @Override
            public String of(String address) {
                return "-";
            }

            @Override
            public void none() {
                none.incrementAndGet();
            }
        };
        int words = 1 << 22;
        assertThat(EmailWords.replace("@;".repeat(words), 0, 2 * words, replacement))
                .isNull();
        assertThat(none).hasValue(words);
        String list = "a@b.example;".repeat(words / 8);
        assertThat(EmailWords.replace(list, 0, list.length(), replacement)).isEqualTo("-;".repeat(words / 8));
    }

    private static String random(Random random) {
        StringBuilder html = new StringBuilder("<p>");
        for (int i = random.nextInt(3, 25); i > 0; i--) {
            html.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return html.toString();
    }

    private static String rewrite(Subject subject, byte[] html, Chunking chunking) {
        return subject.rewrite(html, subject.page(MissingNode.getInstance()), chunking);
    }

    /** The text that a browser shows in the end. */
    private static String restored(String html) {
        Document document = Jsoup.parse(html);
        document.select("script").remove();
        for (Element element : document.select(".__cf_email__")) {
            String code = element.attr("data-cfemail");
            int key = Integer.parseInt(code.substring(0, 2), 16);
            byte[] bytes = new byte[code.length() / 2 - 1];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (Integer.parseInt(code.substring(2 * i + 2, 2 * i + 4), 16) ^ key);
            }
            element.replaceWith(new TextNode(new String(bytes, UTF_8)));
        }
        return document.wholeText();
    }
}
