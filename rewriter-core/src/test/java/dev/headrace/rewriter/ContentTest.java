package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.error.HandlerException;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Content from all that it may come from, in all places. */
@Timeout(30)
class ContentTest {
    private static final String CONTENT = "<é&😀>";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void of_charactersBytesStreamOrPublisher_areTheSame() {
        for (ContentType type : ContentType.values()) {
            String expected = type == ContentType.TEXT ? "&lt;é&amp;😀&gt;" : CONTENT;
            assertThat(before(Content.of(type, CONTENT), "utf-8")).isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, utf8(CONTENT)), "utf-8")).isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, () -> new Trickle(utf8(CONTENT))), "utf-8"))
                    .isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, new Immediate(utf8(CONTENT))), "utf-8"))
                    .isEqualTo(expected + "<p>");
        }
    }

    @Test
    void of_charactersThatTheEncodingLacks_becomeReferences() {
        for (ContentType type : ContentType.values()) {
            String expected = type == ContentType.TEXT ? "&lt;é&amp;&#128512;&gt;" : "<é&&#128512;>";
            assertThat(before(Content.of(type, CONTENT), "windows-1252")).isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, utf8(CONTENT)), "windows-1252")).isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, () -> new Trickle(utf8(CONTENT))), "windows-1252"))
                    .isEqualTo(expected + "<p>");
            assertThat(before(Content.of(type, new Immediate(utf8(CONTENT))), "windows-1252"))
                    .isEqualTo(expected + "<p>");
        }
    }

    @Test
    @SuppressWarnings("try") // To close a publisher is to complete it.
    void of_publisher_keepsItsPlaceAmongOthers() throws Exception {
        try (SubmissionPublisher<ByteBuffer> first = new SubmissionPublisher<>();
                SubmissionPublisher<ByteBuffer> second = new SubmissionPublisher<>()) {
            RewriteStream stream = HtmlRewriter.builder()
                    .on("b", b -> {
                        b.before(Content.text("1"));
                        b.before(Content.of(ContentType.HTML, first));
                        b.before(Content.text("4"));
                        b.setAttribute("x", "");
                        b.setInnerContent(Content.of(ContentType.TEXT, second));
                        b.append(Content.text("7"));
                    })
                    .build()
                    .open(out::write, "utf-8");
            assertThat(stream.write(utf8("<i><b>old</b></i>"))).isFalse();
            stream.end();
            assertThat(html()).isEqualTo("<i>1");
            first.submit(ByteBuffer.wrap(utf8("2")));
            first.submit(ByteBuffer.wrap(utf8("3")));
            first.close();
            second.submit(ByteBuffer.wrap(utf8("5")));
            second.submit(ByteBuffer.wrap(utf8("6")));
            second.close();
            stream.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        // The second was closed before anyone subscribed to it: a publisher of this kind then has nothing to give.
        assertThat(html()).matches("<i>1234<b x=\"\">(56)?7</b></i>");
    }

    @Test
    void of_publisherWithoutEnd_reachesMaxHandlerWaitAndIsCancelled() throws Exception {
        Silent silent = new Silent();
        RewriteStream stream = HtmlRewriter.builder()
                .limits(Limits.DEFAULT.withMaxHandlerWait(Duration.ofMillis(20)))
                .on("b", b -> b.before(Content.of(ContentType.HTML, silent)))
                .on("i", i -> i.remove())
                .build()
                .open(out::write, "utf-8");
        stream.write(utf8("<b>x</b><i>y</i>"));
        stream.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
        stream.end();
        silent.subscriber.join().onNext(ByteBuffer.wrap(utf8("too late")));
        silent.subscriber.join().onComplete();
        assertThat(html()).isEqualTo("<b>x</b><i>y</i>");
        assertThat(silent.cancelled).isCompleted();
        assertThat(stream.statistics().failure()).isInstanceOf(LimitException.class);
        assertThat(stream.isEnded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void of_streamOrPublisherThatFails_isAFailureOfContent(OnError onError) {
        Content unopened = Content.of(ContentType.HTML, () -> {
            throw new IOException("no file");
        });
        Content unchecked = Content.of(ContentType.HTML, () -> {
            throw new IllegalStateException("no file");
        });
        Content broken = Content.of(ContentType.HTML, (Flow.Publisher<ByteBuffer>)
                subscriber -> subscriber.onError(new IOException("no file")));
        Content unsubscribable = Content.of(ContentType.HTML, (Flow.Publisher<ByteBuffer>) subscriber -> {
            throw new IllegalStateException("no file");
        });
        for (Content content : new Content[] {unopened, unchecked, broken, unsubscribable}) {
            HtmlRewriter rewriter = HtmlRewriter.builder()
                    .onError(onError)
                    .on("b", b -> {
                        b.before(Content.text("1"));
                        b.before(content);
                        b.before(Content.text("2"));
                        b.setTagName("q");
                        b.append(Content.text("3"));
                    })
                    .on("i", i -> i.remove())
                    .build();
            Rewriting actual = Rewriting.of(rewriter, "<p><b>x</b><i>y</i>");
            assertThat(actual.reason())
                    .isInstanceOf(HandlerException.class)
                    .hasMessage("handler of \"content\" failed at byte 3: no file");
            assertThat(actual.html()).isEqualTo(onError == OnError.PASS ? "<p>12<q>x3</q><i>y</i>" : "<p>1");
        }
    }

    @Test
    void of_manyPublishersThatAnswerAtOnce_needNoStack() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.before(Content.of(ContentType.HTML, new Immediate(utf8("x")))))
                .build();
        assertThat(rewriter.rewrite("<b>".repeat(20_000))).isEqualTo("x<b>".repeat(20_000));
    }

    @Test
    void of_streamInWhatIsRemoved_isNotOpened() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> p.remove())
                .on(
                        "b",
                        b -> b.before(Content.of(ContentType.HTML, () -> {
                            throw new AssertionError("opened");
                        })))
                .build();
        assertThat(rewriter.rewrite("<p><b>x</b></p>y")).isEqualTo("y");
    }

    @Test
    void of_stream_isClosed() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        InputStream in = new ByteArrayInputStream(utf8("x")) {
            @Override
            public void close() {
                closed.complete(null);
            }
        };
        assertThat(before(Content.of(ContentType.HTML, () -> in), "utf-8")).isEqualTo("x<p>");
        assertThat(closed).isCompleted();
    }

    @Test
    void setTagNameAndAttributes_impossible_refusedAndNothingChanged() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p", p -> {
                    for (String name : new String[] {"", "a b", "1", "a>", "a/"}) {
                        assertThatThrownBy(() -> p.setTagName(name)).isInstanceOf(RewriteException.class);
                    }
                    for (String name : new String[] {"", "a b", "a=", "a>", "a/"}) {
                        assertThatThrownBy(() -> p.setAttribute(name, "")).isInstanceOf(RewriteException.class);
                    }
                })
                .onDocumentComments(c -> {
                    for (String text : new String[] {"-->", "--!>", ">", "->"}) {
                        assertThatThrownBy(() -> c.setText(text)).isInstanceOf(RewriteException.class);
                    }
                })
                .build();
        Rewriting actual = Rewriting.of(rewriter, "<p class=x><!--c-->");
        assertThat(actual.reason()).isNull();
        assertThat(actual.html()).isEqualTo("<p class=x><!--c-->");
    }

    private static String before(Content content, String charset) {
        HtmlRewriter rewriter =
                HtmlRewriter.builder().on("p", p -> p.before(content)).build();
        byte[] page = utf8("<p>");
        Charset encoding = Charset.forName(charset);
        return Rewriting.of(rewriter, page, Chunking.whole(), charset).text(encoding);
    }

    private String html() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    /** One byte at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, 1));
        }
    }

    /** Gives one byte for each request, within the request. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Immediate(byte[] bytes) implements Flow.Publisher<ByteBuffer> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private int next;

                @Override
                public void request(long n) {
                    assertThat(n).isEqualTo(1);
                    if (next < bytes.length) {
                        subscriber.onNext(ByteBuffer.wrap(bytes, next++, 1));
                    } else {
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {}
            });
        }
    }

    /** Takes a subscriber, and gives it nothing. */
    private static final class Silent implements Flow.Publisher<ByteBuffer> {
        final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber = new CompletableFuture<>();
        final CompletableFuture<@Nullable Void> cancelled = new CompletableFuture<>();

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> to) {
            to.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {
                    cancelled.complete(null);
                }
            });
            subscriber.complete(to);
        }
    }
}
