package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CollapseWhitespaceTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("collapse-whitespace", true, options -> {
                    List<String> keep = new ArrayList<>();
                    options.path("keep").forEach(each -> keep.add(each.textValue()));
                    return new CollapseWhitespace(keep);
                })
                .tests();
    }

    @Test
    void bytesThatAreNoCharacters_comeOutTheSameAtEveryChunking() {
        byte[] html = "<p>a\u00ff  b  \u00e4</p>".getBytes(ISO_8859_1);
        Subject subject = new Subject(List.of(new CollapseWhitespace(List.of())));
        Chunking.everyTwoWaySplit(html.length)
                .forEach(
                        chunking -> assertThat(subject.rewrite(html, subject.page(MissingNode.getInstance()), chunking))
                                .as(chunking.toString())
                                .isEqualTo("<p>a\ufffd b \ufffd</p>"));
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
