package dev.headrace.rewriter.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.TestData;
import dev.headrace.fixtures.TokenizerTest;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.TokenizerState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every tokenizer test of html5lib-tests, whole, cut in two at every byte, and byte by byte. */
@Tag("data")
class Html5libTokenizerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, TokenizerState> STATES = Map.of(
            "Data state", TokenizerState.DATA,
            "RCDATA state", TokenizerState.RCDATA,
            "RAWTEXT state", TokenizerState.RAWTEXT,
            "Script data state", TokenizerState.SCRIPT_DATA,
            "PLAINTEXT state", TokenizerState.PLAINTEXT,
            "CDATA section state", TokenizerState.CDATA_SECTION);

    /** Tests that expect a comment where the standard has a processing instruction, or nothing, since June 2026. */
    private static final Set<String> STALE_INSTRUCTIONS = Set.of(
            "test2.test: <?foo-->",
            "test2.test: <?namespace>",
            "test3.test: <?",
            "test3.test: <?A",
            "test3.test: <?B",
            "test3.test: <?Y",
            "test3.test: <?Z",
            "test3.test: <?a",
            "test3.test: <?b",
            "test3.test: <?y",
            "test3.test: <?z");

    @Test
    void everyTest_atEverySplit_givesTheTokens() {
        List<TokenizerTest> tests = TestData.find().orElseThrow().tokenizerTests();
        Set<String> stale = new TreeSet<>();
        int passed = 0;
        int surrogates = 0;
        for (TokenizerTest test : tests) {
            if (hasLoneSurrogate(test.input())) {
                surrogates++;
                continue;
            }
            byte[] input = test.input().getBytes(StandardCharsets.UTF_8);
            for (String state : test.initialStates()) {
                Stream<Chunking> chunkings = Stream.concat(
                        Stream.of(Chunking.whole(), Chunking.size(1)), Chunking.everyTwoWaySplit(input.length));
                for (Chunking chunking : (Iterable<Chunking>) chunkings::iterator) {
                    JsonNode tokens = tokens(test, state, chunking.cut(input));
                    if (!tokens.equals(test.output()) && test.input().contains("<?")) {
                        stale.add(test.file() + ": " + test.input());
                        continue;
                    }
                    assertThat(tokens).as("%s, %s, %s", test, state, chunking).isEqualTo(test.output());
                }
                passed++;
            }
        }
        assertThat(stale).isEqualTo(STALE_INSTRUCTIONS);
        assertThat(surrogates)
                .as("tests with lone surrogates, which bytes cannot express")
                .isEqualTo(4);
        assertThat(passed).isGreaterThan(tests.size() - surrogates);
    }

    private static JsonNode tokens(TokenizerTest test, String state, List<byte[]> chunks) {
        TokenCollector collector = new TokenCollector(Encoding.UTF_8);
        String lastStartTag = test.lastStartTag() == null ? "html" : test.lastStartTag();
        TokenizerDriver.run(
                collector,
                tokenizer -> tokenizer.start(Objects.requireNonNull(STATES.get(state)), lastStartTag),
                chunks);
        return JSON.valueToTree(collector.tokens);
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
