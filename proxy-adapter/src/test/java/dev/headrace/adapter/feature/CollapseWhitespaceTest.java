package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollapseWhitespaceTest {
    private static final Pattern WHITESPACE = Pattern.compile("[ \\t\\n\\r\\f]+");
    private static final Features ALONE = Features.of(List.of(new CollapseWhitespace(List.of())));
    private static final HtmlRewriter REWRITER = rewriter();

    private static HtmlRewriter rewriter() {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        ALONE.addTo(builder);
        return builder.build();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("collapse-whitespace", true, options -> {
                    List<String> keep = new ArrayList<>();
                    options.path("keep").forEach(each -> keep.add(each.textValue()));
                    return new CollapseWhitespace(keep);
                })
                .tests();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "windows-1252", "gb18030", "shift_jis"})
    void anyBytes_whereverTheyAreCut_stayButForWhitespace(String encoding) {
        byte[] choice = bytes(" \n\t\r\f\u000b\u0000\u001f!.a@;\u007f\u0080\u0089\u00a0\u00e4\u00ff   \n  ");
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] text = new byte[random.nextInt(i % 50 == 0 ? 5000 : 60)];
            for (int k = 0; k < text.length; k++) {
                text[k] = choice[random.nextInt(choice.length)];
            }
            String source = "<p>" + new String(text, ISO_8859_1) + "</p>";
            String expected = WHITESPACE
                    .matcher(source)
                    .replaceAll(
                            run -> run.group().startsWith("\n") || run.group().startsWith("\r") ? "\n" : " ");
            byte[] html = bytes(source);
            int cut = random.nextInt(html.length + 1);
            assertThat(new String(rewrite(html, cut, encoding), ISO_8859_1)).isEqualTo(expected);
        }
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    private static byte[] rewrite(byte[] html, int cut, String encoding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Page page = ALONE.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        RewriteStream stream = REWRITER.open(out::write, encoding, null, page);
        stream.write(html, 0, cut);
        stream.write(html, cut, html.length - cut);
        stream.end();
        return out.toByteArray();
    }

    @Test
    void addressBesideBytesThatAreNoCharacters_isSeenByTheFeatureBehind() {
        Subject subject = new Subject(
                List.of(new CollapseWhitespace(List.of()), new EmailObfuscation(EmailObfuscation.Mode.ALWAYS, true)));
        for (String source :
                List.of("<p>a\u00ff  joe@example.com  b\u00e4</p>", "<p>\u00ff joe@example.com \u00e4</p>")) {
            byte[] html = source.getBytes(ISO_8859_1);
            String whole = subject.rewrite(html, subject.page(MissingNode.getInstance()), Chunking.whole());
            assertThat(whole)
                    .contains("\ufffd <a ", "__cf_email__")
                    .doesNotContain("joe@")
                    .doesNotContain("  ");
            Chunking.everyTwoWaySplit(html.length)
                    .forEach(chunking -> assertThat(
                                    subject.rewrite(html, subject.page(MissingNode.getInstance()), chunking))
                            .as(chunking.toString())
                            .isEqualTo(whole));
        }
    }
}
