package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.fixtures.Probe;
import dev.headrace.fixtures.TestData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nasty documents leave the tokenizer in the states, and elements in the namespaces, that a browser's parser would. */
@Tag("data")
final class ProbeTest {
    @Test
    void tagsNamespacesAndStates() {
        List<String> failures = new ArrayList<>();
        int compared = 0;
        for (Probe probe : TestData.find().orElseThrow().probes()) {
            if (!probe.encoding().equals("utf-8") || probe.category().equals("bom")) {
                continue;
            }
            compared++;
            List<String> expected = tags(probe.tokens());
            String html = new String(probe.bytes(), StandardCharsets.UTF_8);
            List<String> whole = DomBuilder.parse(html).tags;
            List<String> bytes = DomBuilder.parse(html, length -> 1).tags;
            if (!whole.equals(expected) || !bytes.equals(expected)) {
                failures.add(probe + " " + html + "\n  expected " + expected + "\n  was      " + whole + "\n  bytewise "
                        + bytes);
            }
        }
        assertThat(String.join("\n", failures)).isEmpty();
        assertThat(compared).isEqualTo(2697);
    }

    private static List<String> tags(JsonNode tokens) {
        List<String> tags = new ArrayList<>();
        for (JsonNode token : tokens) {
            switch (token.get(0).textValue()) {
                case "S" ->
                    tags.add("<" + token.get(1).textValue() + " " + token.get(4).textValue() + " "
                            + token.get(5).textValue());
                case "E" -> tags.add("</" + token.get(1).textValue());
                default -> {
                    continue;
                }
            }
        }
        return tags;
    }
}
