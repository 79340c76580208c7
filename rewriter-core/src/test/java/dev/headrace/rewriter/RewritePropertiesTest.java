package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers by seed on pages by seed: how a page is cut changes nothing, and nothing is lost. */
class RewritePropertiesTest {
    private static final int SEEDS = 300;
    private static final List<Chunking> CHUNKINGS = List.of(
            Chunking.size(1),
            Chunking.size(3),
            Chunking.size(7),
            Chunking.size(16),
            Chunking.size(17),
            Chunking.random(1),
            Chunking.random(2));

    @ParameterizedTest
    @EnumSource
    void rewrite_handlersThatThrowAnywhere_sameAtEveryChunking(OnError onError) {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] page = page(seed);
            RandomHandlers expectedHandlers = new RandomHandlers(seed, false);
            Rewriting expected = Rewriting.of(expectedHandlers.rewriter(onError), page, Chunking.whole());
            for (Chunking chunking : CHUNKINGS) {
                RandomHandlers handlers = new RandomHandlers(seed, false);
                Rewriting actual = Rewriting.of(handlers.rewriter(onError), page, chunking);
                String name = "seed " + seed + ", " + chunking;
                assertThat(handlers.calls).as(name).isEqualTo(expectedHandlers.calls);
                assertThat(message(actual.reason())).as(name).isEqualTo(message(expected.reason()));
                assertThat(message(actual.thrown())).as(name).isEqualTo(message(expected.thrown()));
                assertThat(latin1(actual.output())).as(name).isEqualTo(latin1(expected.output()));
            }
        }
    }

    @Test
    void rewrite_handlersThatOnlyReadAndThrowAnywhere_losesNoByte() {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] page = page(seed);
            for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1), Chunking.random(seed))) {
                HtmlRewriter rewriter = new RandomHandlers(seed, true).rewriter(OnError.PASS);
                assertThat(latin1(Rewriting.of(rewriter, page, chunking).output()))
                        .as("seed " + seed + ", " + chunking)
                        .isEqualTo(latin1(page));
            }
        }
    }

    @Test
    void rewrite_failing_whatWasWrittenIsTheStartOfThePage() {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] page = page(seed);
            HtmlRewriter rewriter = new RandomHandlers(seed, true).rewriter(OnError.FAIL);
            Rewriting actual = Rewriting.of(rewriter, page, Chunking.random(seed));
            RewriteException thrown = actual.thrown();
            int length = thrown == null ? page.length : (int) thrown.offset();
            assertThat(latin1(actual.output()))
                    .as("seed " + seed)
                    .isEqualTo(latin1(page).substring(0, length));
        }
    }

    /** A third each: nasty, realistic with a piece of noise in it, and bytes of which many mean something. */
    private static byte[] page(long seed) {
        if (seed % 3 == 0) {
            return Pages.nasty(seed, 600);
        }
        Random random = new Random(seed);
        byte[] page = seed % 3 == 1 ? Pages.realistic(seed, 600) : new byte[300];
        String bytes = "<<<>>/!-=\"'& \n\r\0abpitdABT?x[]\u00e9\u00ff\u0082\u00a0";
        int noise = seed % 3 == 1 ? 10 : page.length;
        int start = random.nextInt(page.length - noise + 1);
        for (int i = start; i < start + noise; i++) {
            page[i] = (byte) bytes.charAt(random.nextInt(bytes.length()));
        }
        return page;
    }

    private static String message(@Nullable RewriteException e) {
        return e == null ? "" : String.valueOf(e.getMessage());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
