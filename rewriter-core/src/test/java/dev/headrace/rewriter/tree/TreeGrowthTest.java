package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.rewriter.text.CharacterReferences;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagToken;
import dev.headrace.rewriter.token.TokenizerState;
import dev.headrace.rewriter.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twice the document costs twice the work, however it nests. */
final class TreeGrowthTest {
    private static final int N = 10_000;

    @ParameterizedTest
    @CsvSource({
        "<q>, </x>",
        "<div>, </p>",
        "<div>, <li></li>",
        "<b id=%d>, </i>",
        "<b id=%d>, </b>",
        "<x-%d>, </y-%d>",
        "<svg><desc>, </x></p>",
        "<template>, </x>",
        "<table><tr><td>, </x>",
        "<table><td>x, </i> x",
        "<object><b>, </i>",
        "<form><div></form>, </form>",
        "<a><div>, </a>",
        "<nobr><p>, </nobr>",
        "<b><i><u><p>, </b></i></u>",
        "<button><select><option>, </option>",
        "<ruby>, <rt><rp>"
    })
    void callsAndSteps_growLinearly(String first, String second) {
        long once = work(first, second, N);
        long twice = work(first, second, 2 * N);
        assertThat(twice).isLessThanOrEqualTo(once * 21 / 10);
    }

    /** Walks of the stack are no calls; a hundred thousand of them over as many entries would take minutes. */
    @ParameterizedTest
    @Timeout(30)
    @CsvSource({
        "<q>, </x>",
        "<div>, </q>",
        "<b id=%d>, </i>",
        "<x-%d>, </y-%d>",
        "<svg><g>, </x>",
        "<span>, <td></table>",
        "<template>, </x>"
    })
    void hundredThousandOpenElements_makeNoTagSlow(String first, String second) {
        assertThat(work(first, second, 100_000)).isPositive();
    }

    @Test
    void openElements_areLimited() {
        String html = "<!DOCTYPE html><body>" + "<div>".repeat(8);
        parse(html, new CountingSink(10, 100));
        assertThatThrownBy(() -> parse(html + "<div>", new CountingSink(10, 100)))
                .isInstanceOfSatisfying(TreeLimitException.class, e -> {
                    assertThat(e.limit()).isEqualTo("maxOpenElements");
                    assertThat(e.value()).isEqualTo(10);
                });
    }

    @Test
    void reconstructedElements_areLimited() {
        String reconstruction = "<p>" + numbered("<b id=%d>", 100) + "<p>x".repeat(200);
        String adoption = "<a><div>".repeat(1_000);
        for (String html : new String[] {reconstruction, adoption}) {
            assertThatThrownBy(() -> parse(html, new CountingSink(1 << 20, 1_000)))
                    .isInstanceOfSatisfying(
                            TreeLimitException.class, e -> assertThat(e.limit()).isEqualTo("maxReconstructedElements"));
        }
    }

    @Test
    @Timeout(30)
    void endlessReference_isNotReadAgainForEachByte() {
        byte[] bytes = ("&#" + "0".repeat(1_000_000) + "32;").getBytes(StandardCharsets.US_ASCII);
        TreeBuilder builder = new CountingSink(100, 100).builder;
        for (int end = 1; end < bytes.length; end++) {
            assertThat(builder.text(bytes, 0, end, TokenizerState.DATA, false)).isZero();
        }
        assertThat(builder.text(bytes, 0, bytes.length, TokenizerState.DATA, true))
                .isEqualTo(bytes.length);
        assertThat(builder.insertionMode()).isEqualTo(InsertionMode.INITIAL);
        assertThat(CharacterReferences.codePoint(CharacterReferences.firstCodePoint(bytes, 0, bytes.length, true)))
                .isEqualTo(' ');
    }

    private static long work(String first, String second, int count) {
        CountingSink sink = new CountingSink(1 << 20, Long.MAX_VALUE);
        parse("<!DOCTYPE html><body>" + numbered(first, count) + numbered(second, count), sink);
        return sink.calls + sink.builder.steps();
    }

    private static String numbered(String tags, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tags.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    private static void parse(String html, CountingSink sink) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        new Tokenizer(sink).run(Arrays.copyOf(bytes, bytes.length + 128), bytes.length, true);
    }

    /** A parser in the way of production: nobody observes characters. */
    private static final class CountingSink implements TreeBuilding {
        final TreeBuilder builder;
        long calls;

        CountingSink(int maxOpenElements, long maxReconstructedElements) {
            builder = new TreeBuilder(this, maxOpenElements, maxReconstructedElements, false);
        }

        @Override
        public TreeBuilder builder() {
            return builder;
        }

        @Override
        public void elementInserted(
                int element, int parent, int before, TagName name, int namespace, @Nullable TagToken tag) {
            calls++;
        }

        @Override
        public void elementCloned(int element, int original, int parent, int before) {
            calls++;
        }

        @Override
        public void elementClosed(int element, boolean endTag) {
            calls++;
        }

        @Override
        public void elementReleased(int element) {
            calls++;
        }

        @Override
        public void attributesMerged(int element, TagToken tag) {
            calls++;
        }

        @Override
        public void elementMoved(int element, int parent, int before) {
            calls++;
        }

        @Override
        public void childrenMoved(int from, int to) {
            calls++;
        }
    }
}
