package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.adapter.feature.ResourceHints.Options;
import dev.headrace.adapter.feature.ResourceHints.Origin;
import dev.headrace.adapter.feature.ResourceHints.Preload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceHintsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("resource-hints", true, ResourceHintsTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        List<Origin> preconnect = new ArrayList<>();
        options.path("preconnect")
                .forEach(each -> preconnect.add(new Origin(
                        each.path("origin").asText(each.asText()),
                        each.path("crossorigin").asBoolean(false))));
        List<String> dnsPrefetch = new ArrayList<>();
        options.path("dns-prefetch").forEach(each -> dnsPrefetch.add(each.textValue()));
        List<Preload> preload = new ArrayList<>();
        options.path("preload")
                .forEach(each -> preload.add(new Preload(
                        each.path("href").textValue(),
                        each.path("as").textValue(),
                        each.path("crossorigin").asBoolean(false))));
        return new ResourceHints(new Options(
                preconnect, dnsPrefetch, preload, options.path("learn").asBoolean(false) ? 10 : 0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fonts.example", "https://", "https://a.example/x", "ftp://a.example", "https://a b"})
    void whatIsNoOrigin_isRefused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ResourceHints(new Options(List.of(new Origin(origin, false)), List.of(), List.of(), 0, 1)))
                .withMessageContaining(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a b.css", "/\"x", "/ä.css"})
    void whatIsNoPlainUrl_isRefused(String href) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResourceHints(
                        new Options(List.of(), List.of(), List.of(new Preload(href, "style", false)), 0, 1)));
    }
}
