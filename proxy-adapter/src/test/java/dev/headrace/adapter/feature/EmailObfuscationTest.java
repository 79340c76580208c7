package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.EmailObfuscation.Mode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EmailObfuscationTest {
    private static final EmailObfuscation FEATURE = new EmailObfuscation(Mode.AUTO, true);
    private static final String HIDDEN = "[email&#160;protected]</a>";

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("email-obfuscation", true, EmailObfuscationTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        String mode = options.path("mode").asText("auto");
        return new EmailObfuscation(
                Mode.valueOf(mode.replace('-', '_').toUpperCase(Locale.ROOT)),
                options.path("fragments").asBoolean(true));
    }

    @Test
    void code_isAKeyAndBytesCombinedWithIt() {
        for (String address : List.of("joe@example.com", "用户@例子.广告", "a@b.de?subject=%20", "")) {
            String code = EmailCode.of(address);
            int key = Integer.parseInt(code.substring(0, 2), 16);
            byte[] bytes = new byte[code.length() / 2 - 1];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (Integer.parseInt(code.substring(2 * i + 2, 2 * i + 4), 16) ^ key);
            }
            assertThat(key).isPositive();
            assertThat(new String(bytes, UTF_8)).isEqualTo(address);
            assertThat(code).matches("[0-9a-f]+").isEqualTo(EmailCode.of(address));
        }
    }

    @Test
    void handlerThatFailsInTheMiddleOfAnAddress_losesNothing() {
        String page = "<p>joe@example.com</p>and more";
        for (int cut = 1; cut < page.length(); cut++) {
            String out = rewriteWithFailure(page, cut, "<p>");
            assertThat(out.replaceAll("<a .*?</a>", "joe@example.com").replaceAll("<script .*?</script>", ""))
                    .as("cut at %d", cut)
                    .isEqualTo(page);
        }
    }

    @Test
    void bailOutBehindAnAddress_bringsTheScript() {
        String out = rewriteWithFailure("<b>joe@example.com</b><p>more", 8, "<b>");

        assertThat(out).startsWith("<b><a ").contains(HIDDEN + "</b>", "email-decode", "<p>more");
    }

    /** What comes out if a feature behind fails at the first text behind a paragraph's start that has an {@code o} in it. */
    private static String rewriteWithFailure(String html, int cut, String passed) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        Features features = Features.of(List.of(FEATURE));
        features.addTo(builder);
        builder.onText("p", text -> {
            if (text.source().start() >= passed.length() && text.text().indexOf('o') >= 0) {
                throw new IllegalStateException("on purpose");
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Page page =
                features.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        RewriteStream stream = builder.build().open(out::write, "utf-8", null, page);
        byte[] bytes = html.getBytes(UTF_8);
        stream.write(bytes, 0, cut);
        stream.write(bytes, cut, bytes.length - cut);
        stream.end();
        return out.toString(UTF_8);
    }

    @Test
    void textThatGoesOnForLong_isNotHeldBack() {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        Features features = Features.of(List.of(FEATURE));
        features.addTo(builder);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Page page =
                features.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        RewriteStream stream = builder.build().open(out::write, "utf-8", null, page);
        byte[] word = "x".repeat(100).getBytes(UTF_8);
        for (int i = 1; i <= 50; i++) {
            stream.write(word);
            assertThat(i * 100 - out.size()).isLessThanOrEqualTo(EmailWords.MOST_CHARACTERS + 10);
        }
        stream.write("@example.com".getBytes(UTF_8));
        stream.end();

        assertThat(out.toString(UTF_8)).isEqualTo("x".repeat(5000) + "@example.com");
    }

    @Test
    void answer_isTheScriptAndThePageBehindLinks() {
        FullHttpResponse page = answer(HttpMethod.GET, "/cdn-cgi/l/email-protection?x=1");
        assertThat(page.status().code()).isEqualTo(200);
        assertThat(page.headers().get("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.headers().get("x-robots-tag")).isEqualTo("noindex");
        assertThat(page.headers().get("cache-control")).isEqualTo("public, max-age=86400");
        assertThat(page.content().toString(UTF_8)).contains("JavaScript").doesNotContain("<script");

        assertThat(answer(HttpMethod.POST, "/cdn-cgi/l/email-protection")
                        .status()
                        .code())
                .isEqualTo(405);
        OwnScript script = OwnScript.EMAIL_DECODE;
        assertThat(answer(HttpMethod.GET, script.path()).content().toString(UTF_8))
                .contains("use strict");
        assertThat(FEATURE.answer(request(HttpMethod.GET, "/cdn-cgi/l/other"))).isNull();
    }

    private static FullHttpResponse answer(HttpMethod method, String target) {
        return Objects.requireNonNull(FEATURE.answer(request(method, target)));
    }

    private static RequestHead request(HttpMethod method, String target) {
        return RequestHead.of(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target));
    }
}
