package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.content.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages leave in the encoding that they came in. */
class EncodingsTest {
    private static final String PAGE = "<p title=\"日本\">日本語<b>語</b></p>";
    private static final String REWRITTEN = "<p title=\"本\">日本語(日)<b>語</b></p>";

    @Test
    void encodingName_ofLabel_isTheStandards() {
        assertThat(HtmlRewriter.encodingName(" Latin1 ")).isEqualTo("windows-1252");
        assertThat(HtmlRewriter.encodingName("utf-99")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, FF FE", "UTF-16BE, FE FF"})
    void rewrite_utf16WithMark_staysSo(String charset, String mark) {
        byte[] page = marked(mark, PAGE, charset);
        byte[] expected = marked(mark, REWRITTEN, charset);
        for (Chunking chunking : Chunking.usual()) {
            assertThat(Rewriting.of(rewriter(), page, chunking).output()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-JP", "Shift_JIS", "EUC-JP", "Big5", "GB18030", "UTF-16LE", "UTF-8"})
    void rewrite_multibyte_staysSo(String charset) {
        for (Chunking chunking : Chunking.usual()) {
            Rewriting actual = Rewriting.of(rewriter(), PAGE.getBytes(Charset.forName(charset)), chunking, charset);
            assertThat(actual.text(Charset.forName(charset))).isEqualTo(REWRITTEN);
            assertThat(actual.statistics().bytesOut()).isEqualTo(actual.output().length);
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, FF FE", "UTF-16BE, FE FF", "ISO-2022-JP,", "UTF-8, EF BB BF"})
    void source_offsetsAreThoseOfThePage(String charset, @Nullable String mark) {
        List<Long> starts = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> {
                    starts.add(b.source().start());
                    b.onEndTag(end -> starts.add(end.source().end()));
                })
                .build();
        byte[] page = marked(mark == null ? "" : mark, PAGE, charset);
        byte[] before = marked(mark == null ? "" : mark, PAGE.substring(0, PAGE.indexOf("<b>")), charset);
        byte[] through = marked(mark == null ? "" : mark, PAGE.substring(0, PAGE.indexOf("</p>")), charset);
        for (Chunking chunking : Chunking.usual()) {
            starts.clear();
            Rewriting.of(rewriter, page, chunking, charset);
            assertThat(starts).containsExactly((long) before.length, (long) through.length);
        }
    }

    @Test
    void source_charactersOfManySizes_offsetsAreThoseOfThePage() {
        List<Long> starts = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> starts.add(b.source().start()))
                .build();
        Charset utf16 = Charset.forName("UTF-16LE");
        StringBuilder page = new StringBuilder();
        List<Long> expected = new ArrayList<>();
        for (String text :
                List.of("", "aé", "水車x", "\uD83C\uDF0A", "\uD83C\uDF0Aéa水", "<!--" + "水a".repeat(500) + "-->", "é")) {
            expected.add((long) page.append(text).toString().getBytes(utf16).length);
            page.append("<b></b>");
        }
        for (Chunking chunking : Chunking.usual()) {
            starts.clear();
            Rewriting.of(rewriter, page.toString().getBytes(utf16), chunking, "utf-16le");
            assertThat(starts).isEqualTo(expected);
        }
    }

    @Test
    void rewrite_longTokenInSmallChunks_takesLinearTime() {
        HtmlRewriter rewriter =
                HtmlRewriter.builder().onDocumentComments(comment -> {}).build();
        byte[] page = ("<!--" + "x".repeat(6 << 20) + "-->").getBytes(Charset.forName("UTF-16LE"));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Rewriting actual = Rewriting.of(rewriter, page, Chunking.size(1400), "utf-16le");
            assertThat(actual.output()).isEqualTo(page);
        });
    }

    @Test
    void rewrite_lateMeta_isObeyedFromThereOn() {
        List<String> texts = new ArrayList<>();
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onWholeText("i", t -> texts.add(t.text()))
                .on("i", i -> i.before(Content.text("я")))
                .build();
        String padding = "<!--" + " ".repeat(2000) + "-->";
        byte[] page = ("<i>1</i>" + padding + "<meta charset=windows-1251><i>я</i>")
                .getBytes(Charset.forName("windows-1251"));
        for (Chunking chunking : Chunking.usual()) {
            texts.clear();
            Rewriting actual = Rewriting.of(rewriter, page, chunking);
            assertThat(texts).containsExactly("1", "я");
            assertThat(actual.text(Charset.forName("windows-1251")))
                    .isEqualTo("&#1103;<i>1</i>" + padding + "<meta charset=windows-1251>я<i>я</i>");
        }
    }

    private static HtmlRewriter rewriter() {
        return HtmlRewriter.builder()
                .on("[title='日本']", e -> e.setAttribute("title", "本"))
                .on("b", b -> b.before(Content.text("(日)")))
                .build();
    }

    private static byte[] marked(String mark, String text, String charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String hex : mark.isEmpty() ? new String[0] : mark.split(" ")) {
            out.write(Integer.parseInt(hex, 16));
        }
        byte[] bytes = text.getBytes(Charset.forName(charset));
        out.write(bytes, 0, bytes.length);
        return out.toByteArray();
    }
}
