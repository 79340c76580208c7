package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagNames;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are shared, so that they must neither be lost nor pile up. */
final class ElementRowsTest {
    private static final List<String> NAMES = List.of("div", "p", "b", "x-y", "q");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rowsOfReleasedElements_areUsedAgain(long seed) {
        Matcher matcher = new Matcher(
                TestDocument.program(List.of("div p", "div > b", "p > q b", "x-y > x-y > div", "q p > b div", "b q")));
        SplittableRandom random = new SplittableRandom(seed);
        long settled = 0;
        for (int page = 0; page < 2000; page++) {
            int depth = 0;
            for (int tags = 0; tags < 60; tags++) {
                if (depth > 0 && (depth == 12 || random.nextInt(5) < 2)) {
                    matcher.elementReleased(--depth);
                } else {
                    String name = NAMES.get(random.nextInt(NAMES.size()));
                    matcher.elementInserted(depth, depth - 1, Matcher.NONE, TagNames.of(name), Namespace.HTML, null);
                    depth++;
                }
            }
            while (depth > 0) {
                matcher.elementReleased(--depth);
            }
            if (page == 1000) {
                settled = matcher.memoryBytes();
            }
        }
        assertThat(matcher.memoryBytes()).isEqualTo(settled);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void elementsThatReachNoGoal_handDownWhatTheyInherit(int between) {
        TestDocument document = new TestDocument("div p", "div > p", "div > q > p");
        int parent = document.insert(document.body(), "<div>");
        for (int i = 0; i < between; i++) {
            parent = document.insert(parent, "<i>");
        }
        assertThat(document.match(parent, "<p>")).containsExactly("div p");
        int q = document.insert(document.insert(parent, "<div>"), "<q>");
        assertThat(document.match(q, "<p>")).containsExactly("div p", "div > q > p");
        assertThat(document.match(document.insert(q, "<q>"), "<p>")).containsExactly("div p");
    }

    @Test
    void copies_haveNoRowWhereNoSelectorHasCombinators() {
        TestDocument document = new TestDocument("p:nth-child(2)", "i:nth-of-type(2)");
        int body = document.body();
        int bold = document.insert(body, "<b>");
        int copy = document.insertCopy(bold, body, TestDocument.NONE);
        document.insert(copy, "<i>");
        assertThat(document.match(copy, "<i>")).containsExactly("i:nth-of-type(2)");
    }
}
