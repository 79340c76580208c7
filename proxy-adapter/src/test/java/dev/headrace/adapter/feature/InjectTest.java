package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.adapter.feature.Injection.Kind;
import dev.headrace.adapter.feature.Injection.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("inject", false, InjectTest::inject).tests();
    }

    private static Inject inject(JsonNode options) {
        List<Injection> injections = new ArrayList<>();
        for (JsonNode each : options) {
            boolean script = each.has("script");
            injections.add(new Injection(
                    Position.valueOf(each.required("position").textValue().toUpperCase(Locale.ROOT)),
                    each.required("selector").textValue(),
                    each.path("all").asBoolean(),
                    script ? Kind.SCRIPT : Kind.HTML,
                    each.required(script ? "script" : "html").textValue()));
        }
        return new Inject(injections);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s = '</script>'", "s = '</SCRIPT '", "s = '<!--<script>'", "a<!--b"})
    void script_thatTheParserWouldEndElsewhere_isRefused(String source) {
        assertThatThrownBy(() -> Injection.script(Position.END, "body", source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\\x3C");
    }

    @Test
    void outsideOfTheBody_isRefused() {
        assertThatThrownBy(() -> Injection.html(Position.AFTER, "body", "<p>x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body");
    }
}
