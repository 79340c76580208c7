package dev.headrace.rewriter.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.fixtures.TestData;
import dev.headrace.fixtures.TokenizerTest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Those tokenizer tests of html5lib-tests that are about references in plain text or in one attribute. */
@Tag("data")
class Html5libReferencesTest {
    private static final Pattern ATTRIBUTE = Pattern.compile("<h a=(['\"]?)([^'\"<>]*)\\1>");

    @Test
    void referencesInTextAreAsExpected() {
        List<TokenizerTest> tests = tests().stream()
                .filter(test -> test.initialStates().contains("Data state"))
                .filter(test -> !test.input().contains("<") && !test.input().contains("\r"))
                .toList();
        assertThat(tests).hasSizeGreaterThan(4500);
        assertThat(tests)
                .allSatisfy(test -> assertThat(CharacterReferences.resolveText(test.input()))
                        .isEqualTo(characters(test)));
    }

    @Test
    void referencesInAttributesAreAsExpected() {
        int checked = 0;
        for (TokenizerTest test : tests()) {
            Matcher attribute = ATTRIBUTE.matcher(test.input());
            if (attribute.matches()) {
                assertThat(CharacterReferences.resolveAttribute(attribute.group(2)))
                        .as(test.toString())
                        .isEqualTo(test.output().get(0).get(2).get("a").textValue());
                checked++;
            }
        }
        assertThat(checked).isEqualTo(9);
    }

    private static List<TokenizerTest> tests() {
        return TestData.find().orElseThrow().tokenizerTests().stream()
                .filter(test -> test.file().toLowerCase(Locale.ROOT).contains("entities"))
                .toList();
    }

    private static String characters(TokenizerTest test) {
        StringBuilder text = new StringBuilder();
        for (JsonNode token : test.output()) {
            text.append(token.get(1).textValue());
        }
        return text.toString();
    }
}
