package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TrimUrlsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "trim-urls",
                        true,
                        options ->
                                new TrimUrls(options.path("protocol-relative").asBoolean(false)))
                .tests();
    }

    @Test
    void withABaseOfOurs_nothingIsTrimmed() {
        TrimUrls trim = new TrimUrls(false);
        Subject subject = new Subject(List.of(trim, new BaseTag("https://cdn.example/")));
        Page page = subject.page(MissingNode.getInstance());
        String html = "<html><head></head><body><a href=\"https://site.example/a\">x</a>";
        assertThat(subject.rewrite(html.getBytes(UTF_8), page, Chunking.whole()))
                .isEqualTo("<html><head><base href=\"https://cdn.example/\"></head><body>"
                        + "<a href=\"https://site.example/a\">x</a>");
        assertThat(page.tally(trim).skippedBecause()).isEqualTo("base");
    }
}
