package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RewriteDomainsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("rewrite-domains", true, RewriteDomainsTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        Map<String, String> hosts = new HashMap<>();
        options.properties()
                .forEach(each -> hosts.put(each.getKey(), each.getValue().textValue()));
        return new RewriteDomains(hosts);
    }

    @Test
    void whatIsNoHost_isRefused() {
        assertThatThrownBy(() -> new RewriteDomains(Map.of("https://a.example", "b.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'https://a.example' is no host; it has to be like 'www.example' or 'www.example:8080'");
        assertThatThrownBy(() -> new RewriteDomains(Map.of("a.example", "b.example/x")))
                .hasMessage("'b.example/x' is no host; it has to be like 'www.example' or 'www.example:8080'");
    }

    @Test
    void aHostThatWouldBeRewrittenTwice_isRefused() {
        assertThatThrownBy(() -> new RewriteDomains(Map.of("a.example", "B.example", "b.example", "c.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'a.example' becomes 'b.example', which is itself to become 'c.example'");
    }
}
