package dev.headrace.front.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.GoldenCase;
import dev.headrace.fixtures.GoldenCases;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.error.OnError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases, at every chunking, byte for byte and in their log. */
class GoldenCasesTest {
    private static final String SCAN = "headrace.scan";
    private static final int VECTORS_FROM = 25;

    /** Up to here a document is split at every byte. */
    private static final int MAX_SPLIT_BYTES = 400;

    /** The golden cases' own default. */
    private final CaseRunner runner = new CaseRunner(OnError.PASS);

    static Stream<Arguments> cases() {
        return scans().flatMap(scan -> GoldenCases.all().map(golden -> Arguments.of(golden, scan)));
    }

    /** The ways to scan bytes that this JVM has. */
    private static Stream<String> scans() {
        return Stream.of("vector", "swar").filter(GoldenCasesTest::isThere);
    }

    private static boolean isThere(String scan) {
        System.setProperty(SCAN, scan);
        try {
            HtmlRewriter.builder().build();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } finally {
            System.clearProperty(SCAN);
        }
    }

    @AfterEach
    void scanTheFastestWay() {
        System.clearProperty(SCAN);
    }

    @Test
    void vectors_areOneOfTheWays_whereTheJvmWasStartedWithThem() {
        String place = HtmlRewriter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        boolean started = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean expected =
                place.endsWith(".jar") && started && Runtime.version().feature() == VECTORS_FROM;

        assertThat(scans()).isEqualTo(expected ? List.of("vector", "swar") : List.of("swar"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void case_givesWhatIsExpected_atEveryChunking_howeverBytesAreScanned(GoldenCase golden, String scan) {
        System.setProperty(SCAN, scan);
        int length = golden.html().length;
        chunkings(golden, length).forEach(chunking -> {
            CaseResult result = runner.run(golden.line(), chunking.lengths(length));
            String how = golden + " at " + chunking.name();

            assertThat(latin1(result.output())).as("output of %s", how).isEqualTo(latin1(golden.expectedOutput()));
            checkError(golden.expect(), result, how);
            if (golden.expect().has("log")) {
                assertThat(merged(result.log())).as("log of %s", how).isEqualTo(merged((ArrayNode)
                        golden.expect().get("log")));
            }
        });
    }

    private static Stream<Chunking> chunkings(GoldenCase golden, int length) {
        if (golden.chunks().length > 0) {
            return Stream.of(Chunking.sizes(golden.chunks()));
        }
        Stream<Chunking> splits = length <= MAX_SPLIT_BYTES ? Chunking.everyTwoWaySplit(length) : Stream.of();
        return Stream.concat(Chunking.usual().stream(), splits);
    }

    private static void checkError(JsonNode expect, CaseResult result, String how) {
        JsonNode error = expect.path("error");
        if (error.isTextual()) {
            assertThat(result.error()).as("error of %s", how).isEqualTo(error.textValue());
        } else if (error.booleanValue()) {
            assertThat(result.error()).as("error of %s", how).isNotBlank();
        } else {
            assertThat(result.error()).as("error of %s", how).isNull();
        }
        assertThat(result.errorKind())
                .as("kind of error of %s", how)
                .isEqualTo(expect.path("errorKind").textValue());
    }

    /** Makes one event of the chunks of each text, since how a text is cut is not part of the contract. */
    private static ArrayNode merged(ArrayNode log) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        ObjectNode text = null;
        for (JsonNode event : log) {
            if (!event.path("t").asText().equals("text")) {
                merged.add(event);
                text = null;
            } else if (text == null) {
                text = event.deepCopy();
                merged.add(text);
            } else {
                text.put(
                        "text", text.get("text").textValue() + event.get("text").textValue());
                text.set("last", event.get("last"));
            }
            if (text != null && text.get("last").booleanValue()) {
                text = null;
            }
        }
        return merged;
    }

    /** Bytes as characters, so that a difference can be read. */
    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
