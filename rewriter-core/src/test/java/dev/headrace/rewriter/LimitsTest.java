package dev.headrace.rewriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Rewritable;
import dev.headrace.rewriter.error.LimitException;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each limit by its name, and what becomes of promises when one is reached. */
class LimitsTest {
    @Test
    void rewrite_openElementsBeyondLimit_namesIt() {
        Limits limits = Limits.DEFAULT.withMaxOpenElements(10);
        assertReached("maxOpenElements", 10, limits, "<b>".repeat(20));
    }

    @Test
    void rewrite_attributesBeyondLimit_namesIt() {
        Limits limits = Limits.DEFAULT.withMaxAttributes(2);
        assertReached("maxAttributes", 2, limits, "<p a b>x</p><p a b c>y</p>");
    }

    @Test
    void rewrite_wholeTextBeyondLimit_namesIt() {
        Limits limits = Limits.DEFAULT.withMaxWholeText(5);
        assertReached("maxWholeText", 5, limits, "<p>12345</p><p>123456</p>");
    }

    @Test
    void rewrite_tokenBeyondMaxMemory_namesIt() {
        Limits limits = Limits.DEFAULT.withMaxMemory(50);
        assertReached("maxMemory", 50, limits, "<p><p class='" + "x".repeat(60));
    }

    @Test
    void rewrite_reconstructedElementsBeyondLimit_namesIt() {
        Limits d = Limits.DEFAULT;
        Limits limits = new Limits(
                d.maxMemory(),
                d.maxOpenElements(),
                d.maxAttributes(),
                d.maxWholeText(),
                5,
                d.maxHandlerWait(),
                d.maxWork());
        assertReached("maxReconstructedElements", 5, limits, "<p><b a><b b><b c></p><p>x</p><p>y</p><p>z");
    }

    @Test
    void write_beyondMaxWork_passesTheRestBehindTheChunk() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .limits(Limits.DEFAULT.withMaxWork(Duration.ofNanos(1)))
                .on("p", p -> p.setAttribute("seen", "1"))
                .onBailOut(bailOut -> bailOut.append(Content.html("<!--bailed out-->")))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = rewriter.open(out::write, "utf-8");
        stream.write("<!doctype html><p>1<b c='".getBytes(UTF_8));
        stream.write("'><p>2".getBytes(UTF_8));
        stream.end();
        assertThat(out.toString(UTF_8)).isEqualTo("<!doctype html><p seen=\"1\">1<!--bailed out--><b c=''><p>2");
        assertThat(stream.statistics().failure())
                .isInstanceOfSatisfying(
                        LimitException.class, e -> assertThat(e.limit()).isEqualTo("maxWork"));
    }

    @Test
    void rewrite_limitReached_keepsPromisesThereAndThenBailsOut() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .limits(Limits.DEFAULT.withMaxAttributes(2))
                .on("div", div -> {
                    div.setTagName("section");
                    div.append(Content.text("(appended)"));
                    div.after(Content.text("(after)"));
                })
                .on("p", Rewritable::remove)
                .onBailOut(bailOut -> bailOut.append(Content.html("<!--bailed out-->")))
                .onEnd(end -> end.append(Content.text("never")))
                .build();
        assertThat(rewriter.rewrite("<div>1<p>2<b a b c>3</p>4</div>5"))
                .isEqualTo("<section>1(appended)</section>(after)<!--bailed out--><b a b c>3</p>4</div>5");
    }

    @Test
    void rewrite_handlerFails_keepsPromisesUntilTheirElementsEnd() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("div", div -> {
                    div.setTagName("section");
                    div.append(Content.text("(appended)"));
                    div.after(Content.text("(after)"));
                })
                .on("p", Rewritable::remove)
                .on("b", b -> {
                    throw new IllegalStateException("no");
                })
                .on("i", Rewritable::remove)
                .onEnd(end -> end.append(Content.text("never")))
                .build();
        assertThat(rewriter.rewrite("<div>1<p>2<b>3</b></p>4<i>5</i></div>6<i>7</i>"))
                .isEqualTo("<section>14<i>5</i>(appended)</section>(after)6<i>7</i>");
    }

    @Test
    void rewrite_handlerFails_forgetsWhatWasAskedForThisUnit() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.setAttribute("class", "x"))
                .on("b", b -> {
                    b.append(Content.text("y"));
                    throw new AssertionError("an error, too");
                })
                .build();
        Rewriting actual = Rewriting.of(rewriter, "<b>1</b>2");
        assertThat(actual.html()).isEqualTo("<b>1</b>2");
        assertThat(actual.reason()).hasMessage("handler of \"b\" failed at byte 0: an error, too");
    }

    @Test
    void rewrite_endTagHandlerFails_keepsTheElementsPromises() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> {
                    b.append(Content.text("(appended)"));
                    b.after(Content.text("(after)"));
                    b.onEndTag(end -> {
                        throw new IllegalStateException("no");
                    });
                })
                .build();
        assertThat(rewriter.rewrite("<b>1</b>2<b>3</b>")).isEqualTo("<b>1(appended)</b>(after)2<b>3</b>");
    }

    @Test
    void rewrite_stateFactoryThrows_passesThePage() {
        Supplier<String> broken = () -> {
            throw new IllegalStateException("no state");
        };
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .withState(broken, handlers -> handlers.on("b", (state, b) -> b.remove()))
                .build();
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1))) {
            Rewriting actual = Rewriting.of(rewriter, "<b>1</b>".getBytes(StandardCharsets.UTF_8), chunking);
            assertThat(actual.html()).isEqualTo("<b>1</b>");
            assertThat(actual.reason()).hasMessage("handler of \"state\" failed at byte 0: no state");
        }
    }

    private static void assertReached(String name, long value, Limits limits, String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        for (OnError onError : OnError.values()) {
            HtmlRewriter rewriter = HtmlRewriter.builder()
                    .limits(limits)
                    .onError(onError)
                    .onWholeText("p", t -> {})
                    .build();
            for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1))) {
                Rewriting actual = Rewriting.of(rewriter, bytes, chunking, "utf-8");
                LimitException reason = assertInstanceOf(LimitException.class, actual.reason());
                assertThat(reason.limit()).isEqualTo(name);
                assertThat(reason.value()).isEqualTo(value);
                int written = onError == OnError.PASS ? page.length() : (int) reason.offset();
                assertThat(actual.html()).isEqualTo(page.substring(0, written));
            }
        }
    }
}
