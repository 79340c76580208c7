package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.LargeProbe;
import dev.headrace.fixtures.TestData;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.io.Statistics;
import dev.headrace.rewriter.trace.HtmlTracer;
import dev.headrace.rewriter.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large pages made to be slow: nested deeply, of one endless token, of tens of thousands of attributes. */
@Tag("data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeProbesTest {
    /** Only keeps a build from hanging: a page takes a second at most. */
    private static final Duration HANGING = Duration.ofSeconds(60);

    /** The one page that goes beyond the default limits, and the limit. */
    private static final Map<String, String> BEYOND_LIMITS = Map.of("big/nested-q-1e6.html", "maxOpenElements");

    private final HtmlRewriter rewriter = HtmlRewriter.builder()
            .on("*", element -> {})
            .onText("*", chunk -> {})
            .onComments("*", comment -> {})
            .build();

    static List<LargeProbe> probes() {
        List<LargeProbe> probes = TestData.find().orElseThrow().largeProbes();
        assertThat(probes).hasSize(60);
        return probes;
    }

    @ParameterizedTest
    @MethodSource("probes")
    void rewriting_endsWithinTheLimits_orNamesTheOneReached(LargeProbe probe) {
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1024), Chunking.size(1))) {
            assertTimeoutPreemptively(HANGING, () -> {
                RewriteException failure = rewrite(probe, chunking).failure();
                String limit = failure instanceof LimitException reached ? reached.limit() : null;
                assertThat(limit).as("%s: %s", chunking, failure).isEqualTo(BEYOND_LIMITS.get(probe.name()));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void tracing_seesTheTokensOfABrowser(LargeProbe probe) {
        if (BEYOND_LIMITS.containsKey(probe.name())) {
            return;
        }
        Map<String, Integer> tokens = new TreeMap<>();
        assertTimeoutPreemptively(HANGING, () -> count(probe, tokens));
        assertThat(tokens).isEqualTo(expected(probe.expected()));
    }

    private Statistics rewrite(LargeProbe probe, Chunking chunking) {
        byte[] bytes = probe.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        RewriteStream stream = rewriter.open(out::write, probe.encoding());
        int start = 0;
        for (int length : chunking.lengths(bytes.length)) {
            stream.write(bytes, start, length);
            start += length;
        }
        stream.end();
        assertThat(out.toByteArray()).as("%s", chunking).isEqualTo(bytes);
        return stream.statistics();
    }

    private static Map<String, Integer> expected(JsonNode row) {
        Map<String, Integer> tokens = new TreeMap<>();
        for (String kind : List.of("start", "end", "comment", "doctype")) {
            if (row.has(kind)) {
                tokens.put(kind, row.get(kind).intValue());
            }
        }
        return tokens;
    }

    private static void count(LargeProbe probe, Map<String, Integer> tokens) throws IOException {
        HtmlTracer.trace(new ByteArrayInputStream(probe.bytes()), probe.encoding(), event -> {
            String kind = event instanceof TraceEvent.StartTag
                    ? "start"
                    : event instanceof TraceEvent.EndTag
                            ? "end"
                            : event instanceof TraceEvent.Comment
                                    ? "comment"
                                    : event instanceof TraceEvent.Doctype ? "doctype" : null;
            if (kind != null) {
                tokens.merge(kind, 1, Integer::sum);
            }
        });
    }
}
