package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.SinkException;
import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink that fails ends the document, whatever was asked for on errors. */
class SinksTest {
    private static final String PAGE = "<p>one</p><b>two</b><i>three</i>";
    private int calls;
    private int callsAtFailure;
    private int taken;

    @ParameterizedTest
    @EnumSource
    void write_sinkFailsAnywhere_reachesTheCallerAndStopsHandlers(OnError onError) {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .onError(onError)
                .on("*", e -> {
                    calls++;
                    e.after(Content.text("&"));
                })
                .onDocumentText(t -> calls++)
                .onEnd(end -> calls++)
                .onBailOut(bailOut -> calls++)
                .build();
        int length = rewriter.rewrite(PAGE).length();
        IntStream.range(0, length).forEach(limit -> {
            taken = 0;
            RewriteStream stream = rewriter.open(failingAfter(limit), "utf-8");
            assertFailsForGood(stream, PAGE.getBytes(StandardCharsets.UTF_8), Chunking.size(3));
        });
    }

    @Test
    void write_chunkThatEndsATagAndGoesOn_reachesTheSinkInOnePiece() {
        HtmlRewriter rewriter = HtmlRewriter.builder().on("h1", e -> calls++).build();
        RewriteStream stream = rewriter.open((bytes, offset, length) -> calls++, "utf-8");
        stream.write("<p>one</p><p cla".getBytes(StandardCharsets.UTF_8));
        stream.write("ss=a>two</p><p>three and four</p>".getBytes(StandardCharsets.UTF_8));
        stream.end();

        assertThat(calls).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16le", "iso-2022-jp"})
    void write_transcodedAndSinkFails_reachesTheCaller(String charset) {
        HtmlRewriter rewriter = HtmlRewriter.builder().on("*", e -> calls++).build();
        byte[] page = (PAGE + "\u3042").getBytes(Charset.forName(charset));
        for (int limit = 0; limit < page.length; limit++) {
            taken = 0;
            assertFailsForGood(rewriter.open(failingAfter(limit), charset), page, Chunking.whole());
        }
    }

    @Test
    void write_sinkFailsWhileResumed_reachesReady() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        HtmlRewriter rewriter = HtmlRewriter.builder().onAsync("b", b -> later).build();
        RewriteStream stream = rewriter.open(failingAfter(PAGE.indexOf("<b>")), "utf-8");
        stream.write(PAGE.getBytes(StandardCharsets.UTF_8));
        CompletableFuture<?> ready = stream.ready().toCompletableFuture();
        later.complete(null);
        assertThat(ready).isCompletedExceptionally();
        assertThatThrownBy(stream::end).isInstanceOf(SinkException.class);
    }

    @Test
    void rewrite_outputStreamFails_throwsItsException() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        HtmlRewriter rewriter = HtmlRewriter.builder().on("p", p -> {}).build();
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> rewriter.rewrite(new ByteArrayInputStream(page), broken))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("broken pipe");
    }

    @Test
    void write_noHandlers_sinkFailureIsTheSame() {
        RewriteStream stream = HtmlRewriter.builder().build().open(failingAfter(0));
        assertFailsForGood(stream, PAGE.getBytes(StandardCharsets.UTF_8), Chunking.whole());
    }

    private void assertFailsForGood(RewriteStream stream, byte[] page, Chunking chunking) {
        assertThatThrownBy(() -> {
                    for (byte[] chunk : chunking.cut(page)) {
                        stream.write(chunk);
                    }
                    stream.end();
                })
                .isInstanceOf(SinkException.class)
                .hasMessageEndingWith(": full");
        assertThat(calls).isEqualTo(callsAtFailure);
        assertThatThrownBy(() -> stream.write(page)).isInstanceOf(SinkException.class);
        assertThatThrownBy(stream::end).isInstanceOf(SinkException.class);
        assertThat(calls).isEqualTo(callsAtFailure);
        assertThat(stream.statistics().failure()).isInstanceOf(SinkException.class);
        assertThat(stream.isEnded()).isFalse();
    }

    /** Every other one throws what it should not. */
    private OutputSink failingAfter(int bytes) {
        return (array, offset, length) -> {
            taken += length;
            if (taken > bytes) {
                callsAtFailure = calls;
                if (bytes % 2 == 0) {
                    throw new IOException("full");
                }
                throw new IllegalStateException("full");
            }
        };
    }
}
