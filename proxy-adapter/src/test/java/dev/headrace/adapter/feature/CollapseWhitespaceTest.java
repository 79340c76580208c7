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
}
