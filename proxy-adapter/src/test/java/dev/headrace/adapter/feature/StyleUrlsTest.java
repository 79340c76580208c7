package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        StyleUrls urls =
                new StyleUrls(PageUrls.of(new Tally("x"), (kind, url, absolute) -> url.replace("http:", kind + ":")));
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

    private static final String SHEET = """
            <!doctype html><style><!--
            @import "SITEa.css"; /* url(SITEb) */ body{font:12px/1.5 "a, b", serif}
            a > b:hover{background:#fff url( 'SITEc.png' ) 0/cover}
            .u{content:"url(SITEd)"}
            /**/i{width:calc(1px*(2 + 3)/4)}u::after{content:"\\201C\\"/*"}
            @media (min-width:1em){p{background:image-set("SITEe.png" 1x)}}
            @font-face{src:local(x),url(SITEf.woff)}
            --></style><p style="font:12px/1.5 x;background:url(SITEg)">u/r *
            """;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "x/, x/",
                "data:image/png;x/, data:image/png;x/",
                "https://other.example/, https://other.example/",
                "http://old.example/, /new/",
                "http://a.example/, http://b.example/",
                "http://img.example/, https://img.example/",
                "https://site.example/, /",
                "http://chain.example/, /chain/",
            })
    void sheet_throughAllFeaturesOfUrls_isTheSameHoweverItIsCut(String url, String expected) {
        Subject subject = new Subject(List.of(
                new LinkMap(
                        Map.of("http://old.example/", "/new/", "http://chain.example/", "http://site.example/chain/")),
                new RewriteDomains(Map.of("a.example", "b.example")),
                new HttpsRewrites(List.of("img.example"), true),
                new TrimUrls(false)));
        byte[] html = SHEET.replace("SITE", url).getBytes(UTF_8);
        String output = SHEET.replace("(SITEb)", "(" + url + "b)")
                .replace("(SITEd)", "(" + url + "d)")
                .replace("SITE", expected);
        Stream.concat(Chunking.usual().stream(), Chunking.everyTwoWaySplit(html.length))
                .forEach(
                        chunking -> assertThat(subject.rewrite(html, subject.page(MissingNode.getInstance()), chunking))
                                .as(chunking.toString())
                                .isEqualTo(output));
    }
}
