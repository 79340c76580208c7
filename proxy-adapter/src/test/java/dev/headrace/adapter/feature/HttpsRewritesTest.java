package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HttpsRewritesTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("https-rewrites", true, HttpsRewritesTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        List<String> hosts = new ArrayList<>();
        options.path("hosts").forEach(host -> hosts.add(host.textValue()));
        return new HttpsRewrites(hosts, options.path("own-host").asBoolean(false));
    }

    @Test
    void whatIsNoHost_isRefused() {
        assertThatThrownBy(() -> new HttpsRewrites(List.of("http://cdn.example"), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'http://cdn.example' is no host; it has to be like 'www.example' or '*.example'");
        assertThatThrownBy(() -> new HttpsRewrites(List.of("a.*.example"), true))
                .hasMessage("'a.*.example' is no host; it has to be like 'www.example' or '*.example'");
    }
}
