package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIndexOutOfBoundsException;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.content.Rewritable;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.io.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What handlers see and may do, beyond the golden cases. */
class HandlersTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void passRest_leavesTheRestOnceThisElementsHandlersWereCalled() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.passRest())
                .on("b", b -> b.setAttribute("x", ""))
                .on("p", p -> p.append(Content.text("(kept)")))
                .on("*", e -> seen.add(e.tagName()))
                .onEnd(end -> seen.add("end"))
                .build();
        Rewriting actual = Rewriting.of(rewriter, "<p>1<b>2</b>3</p><p>4<b>5</b></p>");
        assertThat(actual.html()).isEqualTo("<p>1<b x=\"\">2</b>3(kept)</p><p>4<b>5</b></p>");
        assertThat(seen).containsExactly("p", "b");
        assertThat(actual.reason()).isNull();
    }

    @Test
    void withState_eachDocument_hasItsOwn() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .withState(
                        AtomicInteger::new,
                        handlers -> handlers.on("b", (count, b) -> b.before(Content.text("" + count.incrementAndGet())))
                                .onEnd((count, end) -> end.append(Content.text("=" + count.get()))))
                .build();
        assertThat(rewriter.rewrite("<b><b>")).isEqualTo("1<b>2<b>=2");
        assertThat(rewriter.rewrite("<b>")).isEqualTo("1<b>=1");
    }

    @Test
    void onDocumentTextRuns_endsARunWithAnEmptyChunkOnlyWhereTheBytesWereCut() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> seen.add(text.text() + (text.isLastInTextNode() ? "|" : "…")))
                .build();
        RewriteStream stream = rewriter.open((bytes, offset, length) -> {}, "utf-8");
        for (String piece : List.of("<p>one</p>two<b>thr", "ee</b>fo", "ur<", "i>five</>six<!---->")) {
            stream.write(piece.getBytes(StandardCharsets.UTF_8));
        }
        stream.end();

        assertThat(seen).containsExactly("one|", "two|", "thr…", "ee|", "fo…", "ur…", "|", "five|", "six|");
    }

    @Test
    void onDocumentTextRuns_areTheSame_whereverTheBytesWereCut() {
        StringBuilder runs = new StringBuilder();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> runs.append(text.text()).append(text.isLastInTextNode() ? "|" : ""))
                .build();
        byte[] page = "<p>a</>b<!--c-->d&lt<svg>e<![CDATA[f]]>g</svg><textarea>h</></textarea>i</"
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < page.length; cut++) {
            runs.setLength(0);
            RewriteStream stream = rewriter.open((bytes, offset, length) -> {}, "utf-8");
            stream.write(page, 0, cut);
            stream.write(page, cut, page.length - cut);
            stream.end();

            assertThat(runs).as("cut at %d", cut).hasToString("a|b|d&lt|e|f|g|h</>|i</|");
        }
    }

    @Test
    void onDocumentTextRuns_besideOnDocumentText_eachEndsTextInItsWay() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> seen.add("run " + text.text()))
                .onDocumentText(text -> seen.add("text " + text.text()))
                .build();

        rewriter.rewrite("<p>one</p>");

        assertThat(seen).containsExactly("run one", "text one", "text ");
    }

    @Test
    void setBytes_malformedOnes_areWrittenAsTheyAre() throws Exception {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> {
                    byte[] bytes = bytes(text);
                    assertThatIndexOutOfBoundsException().isThrownBy(() -> text.setBytes(bytes, 1, bytes.length));
                    text.setBytes(bytes, 1, bytes.length - 1);
                    seen.add(text.text() + text.byteLength());
                })
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        stream.write(new byte[] {'<', 'p', '>', 'a', (byte) 0xE4, 'b', '<', '/', 'p', '>'});
        stream.end();

        assertThat(seen).containsExactly("\uFFFDb2");
        assertThat(out.toByteArray()).isEqualTo(new byte[] {'<', 'p', '>', (byte) 0xE4, 'b', '<', '/', 'p', '>'});
    }

    @Test
    void getBytes_ofTextThatWasSet_areInTheDocumentsEncoding() throws Exception {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> text.setText("é€"))
                .onDocumentTextRuns(text -> seen.add(new String(bytes(text), StandardCharsets.ISO_8859_1)))
                .onDocumentTextRuns(text -> text.setText(text.text() + "!"))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = rewriter.open(out::write, "iso-8859-2");
        stream.write(new byte[] {'<', 'p', '>', 'a', '<', '/', 'p', '>'});
        stream.end();

        assertThat(seen).containsExactly("é&#8364;");
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("<p>é&#8364;!</p>");
    }

    @Test
    void rewrite_byEightThreadsAtOnce_isTheSame() throws Exception {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("li:nth-child(2n)", li -> li.append(Content.text("&")))
                .on("a", Rewritable::remove)
                .onText("p", t -> t.setText(t.text() + "."))
                .withState(
                        AtomicInteger::new,
                        handlers -> handlers.on("*", (count, e) -> count.incrementAndGet())
                                .onEnd((count, end) -> end.append(Content.text("" + count.get()))))
                .build();
        List<Callable<String>> tasks = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String page = new String(Pages.realistic(i % 8, 5_000), StandardCharsets.UTF_8);
            expected.add(rewriter.rewrite(page));
            tasks.add(() -> rewriter.rewrite(page));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<String> actual = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(tasks)) {
                actual.add(future.get());
            }
            assertThat(actual).isEqualTo(expected);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void statistics_countWhatPassed() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.setAttribute("x", "y"))
                .on("b, i", b -> {})
                .build();
        byte[] page = "<p><b>1</b><i>2</i>".getBytes(StandardCharsets.UTF_8);
        Rewriting actual = Rewriting.of(rewriter, page, Chunking.size(1), "utf-8");
        Statistics statistics = actual.statistics();
        assertThat(statistics.bytesIn()).isEqualTo(page.length);
        assertThat(statistics.bytesOut()).isEqualTo(page.length + " x=\"y\"".length());
        assertThat(statistics.bytesBuffered()).isZero();
        assertThat(statistics.maxBytesBuffered()).isBetween(1L, 10L);
        assertThat(statistics.elements()).as("html, head, body, p, b, i").isEqualTo(6);
        assertThat(statistics.matches()).isEqualTo(3);
        assertThat(statistics.encoding()).isEqualToIgnoringCase("utf-8");
    }

    @Test
    void onIncludingImplied_seesImpliedElements() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onIncludingImplied("tbody", e -> {
                    seen.add(e.tagName() + e.isImplied() + e.source());
                    e.setAttribute("class", "made");
                })
                .on("tbody", e -> seen.add("only if written"))
                .build();
        assertThat(rewriter.rewrite("<table><tr><td>x</table>"))
                .isEqualTo("<table><tbody class=\"made\"><tr><td>x</table>");
        assertThat(seen).containsExactly("tbodytrueSourceRange[start=7, end=7, line=0, column=0]");
    }

    @Test
    void on_lateBodyTag_isHandledAsATagOfThatElement() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("body.late", e -> e.setAttribute("x", ""))
                .on("html[lang]", e -> seen.add(e.tagName() + e.attributes()))
                .build();
        assertThat(rewriter.rewrite("<p>1<body class=late>2<html lang=en>3"))
                .isEqualTo("<p>1<body class=late x=\"\">2<html lang=en>3");
        assertThat(seen).hasSize(1);
    }

    @Test
    void source_countingLines_givesLineAndColumn() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .countLines()
                .on(
                        "b",
                        b -> seen.add(b.source().line() + ":" + b.source().column() + "@"
                                + b.source().start()))
                .build();
        byte[] page = "<b>\n<b>\r\n <b>\r<b>é<b>\n\n<b>".getBytes(StandardCharsets.UTF_8);
        for (Chunking chunking : Chunking.usual()) {
            seen.clear();
            Rewriting.of(rewriter, page, chunking, "utf-8");
            assertThat(seen).containsExactly("1:1@0", "2:1@4", "3:2@10", "4:1@14", "4:6@19", "6:1@24");
        }
    }

    @Test
    void on_formInATable_endsByItsOwnTag() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("form", form -> {
                    form.append(Content.text("(appended)"));
                    form.after(Content.text("(after)"));
                    form.setAttribute("x", "");
                    form.onEndTag(end -> seen.add(end.name() + end.isImplied()));
                })
                .build();
        assertThat(rewriter.rewrite("<table><form id=f /><tr></form></table>"))
                .isEqualTo("<table><form id=f x=\"\">(appended)(after)<tr></form></table>");
        assertThat(seen).containsExactly("formtrue");
    }

    @Test
    void text_bytes_areThoseOfTheSource_orOfWhatWasSet() {
        List<String> seen = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onWholeText("p", text -> {
                    seen.add(new String(bytes(text), StandardCharsets.ISO_8859_1));
                    text.setText("other");
                    seen.add(Integer.toString(text.byteLength()));
                })
                .build();
        assertThat(rewriter.rewrite("<p>a &amp; \u00e9</p>")).isEqualTo("<p>other</p>");
        assertThat(seen).containsExactly("a &amp; \u00c3\u00a9", "5");
    }

    private static byte[] bytes(TextChunk text) {
        byte[] bytes = new byte[text.byteLength()];
        text.getBytes(bytes);
        return bytes;
    }

    @Test
    void contentThatFailsAtTheEndOfARun_losesNothing() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onDocumentTextRuns(text -> {
                    if (text.isLastInTextNode()) {
                        text.after(Content.of(ContentType.HTML, () -> {
                            throw new IOException("on purpose");
                        }));
                    }
                })
                .onBailOut(end -> end.append(Content.html("<!--bail-out-->")))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        stream.write(("<p class=" + "x".repeat(900) + ">" + "a".repeat(100)).getBytes(StandardCharsets.UTF_8));
        stream.write("</>bcd".getBytes(StandardCharsets.UTF_8));
        stream.end();

        assertThat(out.toString(StandardCharsets.UTF_8).replace("<!--bail-out-->", ""))
                .isEqualTo("<p class=" + "x".repeat(900) + ">" + "a".repeat(100) + "</>bcd");
    }
}
