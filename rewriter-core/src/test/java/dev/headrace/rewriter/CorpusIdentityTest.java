package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.CorpusPage;
import dev.headrace.fixtures.TestData;
import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.io.Statistics;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real pages through rewriters that change nothing: they must come out as they went in, however they are cut. */
@Tag("data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusIdentityTest {
    /** A page, and the encoding that a browser chose for it. */
    private record Page(CorpusPage page, String encoding) {}

    /** What reading handlers saw, so that reading is not for nothing. */
    private final AtomicLong seen = new AtomicLong();

    private List<Page> pages = List.of();

    @BeforeAll
    void readPages() {
        TestData data = TestData.find().orElseThrow();
        pages = data.pages().stream()
                .map(page -> new Page(page, data.selectorTruth(page).encoding()))
                .toList();
        assertThat(pages).hasSize(108);
    }

    static Stream<Chunking> chunkings() {
        return Stream.of(Chunking.whole(), Chunking.size(1), Chunking.size(7), Chunking.size(1024), Chunking.random(1));
    }

    @ParameterizedTest
    @MethodSource("chunkings")
    void matchingEverything_changesNoByte(Chunking chunking) {
        HtmlRewriter rewriter = HtmlRewriter.builder().on("*", element -> {}).build();
        passesUnchanged(rewriter, chunking);
    }

    @ParameterizedTest
    @MethodSource("chunkings")
    void readingEverything_changesNoByte(Chunking chunking) {
        passesUnchanged(reader(), chunking);
        assertThat(seen).hasPositiveValue();
    }

    /** A rewriter whose handlers read all that there is to read. */
    private HtmlRewriter reader() {
        return HtmlRewriter.builder()
                .onIncludingImplied("*", element -> {
                    for (Attribute attribute : element.attributes()) {
                        see(attribute.value());
                        see(element.sourceAttribute(attribute.name()));
                    }
                    see(element.sourceTagName());
                    element.onEndTag(end -> see(end.name()));
                })
                .onText("*", chunk -> see(chunk.text()))
                .onComments("*", comment -> see(comment.text()))
                .onDocumentText(chunk -> see(chunk.text()))
                .onDocumentComments(comment -> see(comment.text()))
                .onDoctype(doctype -> see(doctype.name()))
                .onEnd(end -> seen.incrementAndGet())
                .build();
    }

    private void see(@Nullable String text) {
        seen.addAndGet(text == null ? 0 : text.length());
    }

    /** Each page twice: its encoding found in it, and given. */
    private void passesUnchanged(HtmlRewriter rewriter, Chunking chunking) {
        for (Page page : pages) {
            passesUnchanged(rewriter, chunking, page, null);
            passesUnchanged(rewriter, chunking, page, page.encoding());
        }
    }

    private static void passesUnchanged(HtmlRewriter rewriter, Chunking chunking, Page page, @Nullable String charset) {
        byte[] bytes = page.page().bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        RewriteStream stream = rewriter.open(out::write, charset);
        int start = 0;
        for (int length : chunking.lengths(bytes.length)) {
            stream.write(bytes, start, length);
            start += length;
        }
        stream.end();
        Statistics statistics = stream.statistics();
        assertThat(statistics.failure()).as("failure in %s", page.page()).isNull();
        assertThat(statistics.matches()).as("matches in %s", page.page()).isPositive();
        assertThat(out.toByteArray())
                .as("%s as %s, %s", page.page(), charset, chunking)
                .isEqualTo(bytes);
    }
}
