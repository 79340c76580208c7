package dev.headrace.rewriter.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Probe;
import dev.headrace.fixtures.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The adversarial probes: tokens, namespaces and tokenizer states must be those of a browser. */
@Tag("data")
class AdversarialProbesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyProbe_givesTheTokensOfABrowser() throws IOException {
        List<Probe> probes = TestData.find().orElseThrow().probes();
        assertThat(probes).hasSize(2752);
        SoftAssertions softly = new SoftAssertions();
        for (Probe probe : probes) {
            for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1))) {
                softly.assertThat(tokens(probe, chunking).toString())
                        .as("%s, %s: %s", probe, chunking, new String(probe.bytes(), StandardCharsets.ISO_8859_1))
                        .isEqualTo(expected(probe).toString());
            }
        }
        softly.assertAll();
    }

    @Test
    void everyProbeInUtf8_givesOffsetsInBytes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Probe probe : TestData.find().orElseThrow().probes()) {
            if (probe.encoding().equals("utf-8")) {
                List<Extent> actual = extents(probe);
                List<Extent> expected = expectedExtents(probe);
                softly.assertThat(actual).as("%s", probe).hasSameSizeAs(expected);
                for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
                    Extent ours = actual.get(i);
                    Extent theirs = expected.get(i);
                    // A </> in front of text counts as text there.
                    boolean lateStart = theirs.text && ours.start > theirs.start;
                    softly.assertThat(ours)
                            .as("%s, token %d", probe, i)
                            .isEqualTo(lateStart ? new Extent(true, ours.start, theirs.end) : theirs);
                }
            }
        }
        softly.assertAll();
    }

    private record Extent(boolean text, long start, long end) {}

    private static List<Extent> extents(Probe probe) throws IOException {
        List<Extent> extents = new ArrayList<>();
        HtmlTracer.trace(new ByteArrayInputStream(probe.bytes()), probe.encoding(), event -> {
            boolean text = event instanceof TraceEvent.Text;
            int last = extents.size() - 1;
            if (text && last >= 0 && extents.get(last).text) {
                extents.set(last, new Extent(true, extents.get(last).start, event.end()));
            } else if (!(event instanceof TraceEvent.ImpliedElement
                    || event instanceof TraceEvent.ImpliedEnd
                    || event instanceof TraceEvent.Skipped)) {
                extents.add(new Extent(text, event.start(), event.end()));
            }
        });
        return extents;
    }

    /** As the data has them; a comment or doctype that the end of input cut off has no end there. */
    private static List<Extent> expectedExtents(Probe probe) {
        List<Extent> extents = new ArrayList<>();
        for (JsonNode token : probe.tokens()) {
            String kind = token.get(0).textValue();
            long end = token.get(token.size() - 1).longValue();
            long start = kind.equals("EOF") ? end : token.get(token.size() - 2).longValue();
            extents.add(new Extent(kind.equals("T"), start, end == 0 ? probe.bytes().length : end));
        }
        return extents;
    }

    /** The tokens without offsets; a doctype without a name has an empty one there. */
    private static JsonNode expected(Probe probe) {
        ArrayNode tokens = JSON.createArrayNode();
        for (JsonNode token : probe.tokens()) {
            ArrayNode copy = token.deepCopy();
            int offsets = copy.get(0).textValue().equals("EOF") ? 1 : 2;
            for (int i = 0; i < offsets; i++) {
                copy.remove(copy.size() - 1);
            }
            tokens.add(copy);
        }
        return tokens;
    }

    private static ArrayNode tokens(Probe probe, Chunking chunking) throws IOException {
        ArrayNode tokens = JSON.createArrayNode();
        HtmlTracer.trace(new Chunks(chunking.cut(probe.bytes())), probe.encoding(), event -> add(tokens, event));
        return tokens;
    }

    private static void add(ArrayNode tokens, TraceEvent event) {
        if (event instanceof TraceEvent.StartTag tag) {
            ObjectNode attributes = JSON.createObjectNode();
            tag.attributes().forEach(a -> attributes.put(a.name(), a.value()));
            tokens.addArray()
                    .add("S")
                    .add(tag.name())
                    .add(attributes)
                    .add(tag.selfClosing())
                    .add(label(tag.namespace()))
                    .add(tag.state());
        } else if (event instanceof TraceEvent.EndTag tag) {
            tokens.addArray().add("E").add(tag.name());
        } else if (event instanceof TraceEvent.Text text) {
            JsonNode last = tokens.size() == 0 ? JSON.createArrayNode() : tokens.get(tokens.size() - 1);
            if (last.size() > 0 && last.get(0).textValue().equals("T")) {
                ((ArrayNode) last).set(1, last.get(1).textValue() + text.text());
            } else {
                tokens.addArray().add("T").add(text.text()).add(text.state());
            }
        } else if (event instanceof TraceEvent.Comment comment) {
            tokens.addArray().add("C").add(comment.text());
        } else if (event instanceof TraceEvent.ProcessingInstruction pi) {
            tokens.addArray().add("P").add(pi.target()).add(pi.data());
        } else if (event instanceof TraceEvent.Doctype d) {
            tokens.addArray()
                    .add("D")
                    .add(d.name())
                    .add(d.publicId())
                    .add(d.systemId())
                    .add(d.forceQuirks());
        } else if (event instanceof TraceEvent.EndOfFile) {
            tokens.addArray().add("EOF");
        }
    }

    private static @Nullable String label(@Nullable String namespace) {
        if (namespace == null) {
            return null;
        }
        return namespace.endsWith("svg") ? "svg" : namespace.endsWith("MathML") ? "math" : "html";
    }

    /** Gives one chunk for each read. */
    private static final class Chunks extends InputStream {
        private final Queue<InputStream> chunks = new ArrayDeque<>();

        Chunks(List<byte[]> parts) {
            new ArrayList<>(parts).forEach(part -> chunks.add(new ByteArrayInputStream(part)));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (!chunks.isEmpty()) {
                int count = chunks.element().read(target, offset, length);
                if (count >= 0) {
                    return count;
                }
                chunks.remove();
            }
            return -1;
        }
    }
}
