package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.error.OnError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer does with the rewriter: {@code JAZZER_FUZZ=1} lets it look for inputs, else it runs those beside this class's
 * resources. The first two bytes of an input choose handlers and chunks, the rest is the page.
 */
class RewriteFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void rewrite_anyBytes_sameAtEveryChunking(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] page = Arrays.copyOfRange(input, 2, input.length);
        OnError onError = input[1] % 2 == 0 ? OnError.PASS : OnError.FAIL;
        RandomHandlers wholeHandlers = new RandomHandlers(input[0], false);
        Rewriting whole = Rewriting.of(wholeHandlers.rewriter(onError), page, Chunking.whole());
        for (Chunking chunking : List.of(Chunking.size(1), Chunking.random(input[1]))) {
            RandomHandlers handlers = new RandomHandlers(input[0], false);
            Rewriting cut = Rewriting.of(handlers.rewriter(onError), page, chunking);
            assertThat(cut.output()).isEqualTo(whole.output());
            assertThat(handlers.calls).isEqualTo(wholeHandlers.calls);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void rewrite_handlersThatOnlyRead_losesNoByte(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] page = Arrays.copyOfRange(input, 2, input.length);
        HtmlRewriter rewriter = new RandomHandlers(input[0], true).rewriter(OnError.PASS);
        String actual = Rewriting.of(rewriter, page, Chunking.random(input[1])).text(StandardCharsets.ISO_8859_1);
        boolean utf16 = page.length > 1 && ((page[0] == -1 && page[1] == -2) || (page[0] == -2 && page[1] == -1));
        if (!utf16 && !actual.contains("2022")) {
            assertThat(actual).isEqualTo(new String(page, StandardCharsets.ISO_8859_1));
        }
    }
}
