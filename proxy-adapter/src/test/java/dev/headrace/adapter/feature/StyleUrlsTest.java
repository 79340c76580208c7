package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StyleUrlsTest {
    /** What sheets are made of, in all orders. */
    private static final List<String> PIECES = List.of(
            "url(",
            "URL(",
            "src( ",
            "http://a.example/x",
            "'http://a.example/y'",
            "\"http://a.example/\\\"z\"",
            ")",
            " ",
            "\n",
            "@import ",
            "@namespace ",
            "@font-face",
            "@importantly-not-one-of-the-known ",
            "{",
            "}",
            ";",
            "/*",
            "*/",
            "*",
            "/",
            "\\",
            "\"",
            "'",
            "#",
            "(",
            "image-set(",
            "type(",
            ",",
            "data:,x",
            "u",
            "a-name-of-more-characters-than-matter",
            "ü",
            "\\68ttp://a.example/",
            "http://a.example/" + "long".repeat(600));

    private static String cut(String css, Random random, boolean whole) {
        StyleUrls urls = new StyleUrls(PageUrls.of(new Tally("x"), (kind, url) -> url.replace("http:", kind + ":")));
        if (whole) {
            return urls.next(css, true);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < css.length()) {
            int to = Math.min(css.length(), from + 1 + random.nextInt(random.nextBoolean() ? 3 : 400));
            out.append(urls.next(css.substring(from, to), false));
            assertThat(urls.held().length()).isLessThanOrEqualTo(StyleUrls.LONGEST_URL);
            from = to;
        }
        return out.append(urls.next("", true)).toString();
    }

    @Test
    void anySheet_comesOutTheSame_howeverItIsCut() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder css = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                css.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String whole = cut(css.toString(), random, true);
            assertThat(cut(css.toString(), random, false)).as(css.toString()).isEqualTo(whole);
        }
    }

    @Test
    void malformedBytes_stayWhereNothingIsRewritten() {
        byte[] html = "<style>a{b:url(\u00ff/\u00ff);\u00ffurl\u00ff:u\u00ff;@i\u00ff \u00ff}</style>\u00ff"
                .getBytes(ISO_8859_1);
        Features features = Features.of(List.of(new RewriteDomains(Map.of("a.example", "b.example"))));
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        features.addTo(builder);
        HtmlRewriter rewriter = builder.build();
        for (int cut = 0; cut <= html.length; cut++) {
            Page page = features.page(
                    Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RewriteStream stream = rewriter.open(out::write, "utf-8", null, page);
            stream.write(Arrays.copyOfRange(html, 0, cut));
            stream.write(Arrays.copyOfRange(html, cut, html.length));
            stream.end();
            assertThat(out.toByteArray()).isEqualTo(html);
        }
    }

    @Test
    void whatIsHeldBack_isNotLost_whereTheRestOfAPagePasses() {
        Features features = Features.of(List.of(new RewriteDomains(Map.of("a.example", "b.example"))));
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        features.addTo(builder);
        builder.onText("style", chunk -> {
            if (chunk.text().contains("stop")) {
                throw new IllegalStateException("stopped");
            }
        });
        Page page =
                features.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = builder.build().open(out::write, "utf-8", null, page);
        stream.write("<style>a{b:url(http://a.example/1) url(http://a.exa".getBytes(UTF_8));
        stream.write("mple/2) stop}</style><p>x".getBytes(UTF_8));
        stream.end();
        assertThat(out.toString(UTF_8))
                .isEqualTo("<style>a{b:url(http://b.example/1) url(http://a.example/2) stop}</style><p>x");
    }

    @Test
    void whatIsHeldBack_isNotLost_whereAnotherHandlerTakesTheChunkAway() {
        Features features = Features.of(List.of(new RewriteDomains(Map.of("a.example", "b.example"))));
        HtmlRewriterBuilder builder = HtmlRewriter.builder().onText("style", chunk -> {
            if (chunk.text().contains("away")) {
                chunk.remove();
            }
        });
        features.addTo(builder);
        Page page =
                features.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = builder.build().open(out::write, "utf-8", null, page);
        stream.write("<style>a{b:url(http://a.exa".getBytes(UTF_8));
        stream.write(" away ".getBytes(UTF_8));
        stream.write("mple/)}</style>".getBytes(UTF_8));
        stream.end();
        assertThat(out.toString(UTF_8)).isEqualTo("<style>a{b:url(http://b.example/)}</style>");
    }
}
