package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.content.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is written to a stream, in whatever it comes, and what becomes of it afterwards. */
class InputTest {
    private static final int LARGE = 300_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] page = Pages.realistic(3, LARGE);
    private final HtmlRewriter rewriter =
            HtmlRewriter.builder().on("a", a -> a.setAttribute("href", "x")).build();

    @Test
    void buffers_areReadToTheirEnd_whereverTheirBytesAre() {
        byte[] expected =
                rewriter.rewrite(new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        ByteBuf direct = Unpooled.directBuffer(page.length).writeBytes(page);
        ByteBuf heap = Unpooled.wrappedBuffer(new byte[7], page).skipBytes(7);
        ByteBuf slice = Unpooled.wrappedBuffer(page).slice(0, page.length);
        for (ByteBuf buffer : new ByteBuf[] {direct, heap, slice}) {
            out.reset();
            RewriteStream stream = rewriter.open(out::write, "utf-8");
            stream.write(buffer);
            stream.end();

            assertThat(buffer.isReadable()).isFalse();
            assertThat(out.toByteArray()).isEqualTo(expected);
            buffer.release();
        }
    }

    @Test
    void array_mayBeUsedForSomethingElse_onceItIsWritten() {
        byte[] expected =
                rewriter.rewrite(new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        byte[] chunk = new byte[1000];
        for (int at = 0; at < page.length; at += chunk.length) {
            int length = Math.min(chunk.length, page.length - at);
            System.arraycopy(page, at, chunk, 0, length);
            stream.write(chunk, 0, length);
            Arrays.fill(chunk, (byte) '<');
        }
        stream.end();

        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void array_mayBeUsedForSomethingElse_whileAHandlerIsWaitedFor() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        RewriteStream stream = HtmlRewriter.builder()
                .onAsync("a", a -> answer.thenRun(() -> a.setAttribute("title", a.attribute("href") + "!")))
                .build()
                .open(out::write, "utf-8");
        byte[] chunk =
                "    <p>one <a href=two>three</a> <a href=\"four\">five</a> six".getBytes(StandardCharsets.UTF_8);
        assertThat(stream.write(chunk, 4, chunk.length - 4)).isFalse();
        Arrays.fill(chunk, (byte) '?');
        stream.end();
        answer.complete(null);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("<p>one <a href=two title=\"two!\">three</a> <a href=\"four\" title=\"four!\">five</a> six");
    }

    @Test
    void farBehindInALargeArray_bytesAreTakenAllTheSame() {
        byte[] large = new byte[2_000_000 + page.length];
        System.arraycopy(page, 0, large, 2_000_000, page.length);
        byte[] expected =
                rewriter.rewrite(new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        stream.write(large, 2_000_000, page.length);
        stream.end();

        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void tag_cutAnywhere_isTheSameWhateverItsLength() {
        HtmlRewriter reader = HtmlRewriter.builder()
                .on("[title]", e -> e.setAttribute("seen", e.attributes().toString()))
                .build();
        for (int length : new int[] {10, 60, 250, 2020, 2030, 2040, 2050, 4000, 4090}) {
            String value = "<\0> ".repeat(length / 4);
            String html = "text<a \0 b =c title='" + value + "'>text</a\n><p";
            String expected = reader.rewrite(html);
            assertThat(expected).contains(" seen=");
            for (int size : new int[] {1, 2, 15, 16, 17, 255, 256, 257, 2047}) {
                byte[] source = html.getBytes(StandardCharsets.UTF_8);
                assertThat(Rewriting.of(reader, source, Chunking.size(size), "utf-8")
                                .html())
                        .as(length + " at " + size)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void text_thatEndsTheHead_endsItBehindItsWhiteSpaceAtAnyChunking() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("head", head -> head.append(Content.html("<!--head ends-->")))
                .onIncludingImplied("body", body -> body.append(Content.html("<!--body ends-->")))
                .onDocumentText(text -> {})
                .build();
        byte[] source = "<head><meta name=a>\n \n>text".getBytes(StandardCharsets.UTF_8);
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1), Chunking.size(3), Chunking.split(21))) {
            assertThat(Rewriting.of(rewriter, source, chunking, "utf-8").html())
                    .as(chunking.toString())
                    .isEqualTo("<head><meta name=a>\n \n<!--head ends-->>text<!--body ends-->");
        }
    }

    @Test
    void write_ofAPartThatTheArrayDoesNotHave_isRefused() {
        RewriteStream stream = HtmlRewriter.builder().build().open(out::write, "utf-8");
        assertThatThrownBy(() -> stream.write(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> stream.write(new byte[4], 2, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
