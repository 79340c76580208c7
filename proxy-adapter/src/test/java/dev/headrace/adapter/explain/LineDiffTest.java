package dev.headrace.adapter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    /** Looks at the pairs; returns how many there are. */
    private static int equal(List<String> before, List<String> after) {
        List<int[]> pairs = LineDiff.equalLines(before, after);
        int x = -1;
        int y = -1;
        for (int[] pair : pairs) {
            assertThat(pair[0]).isGreaterThan(x);
            assertThat(pair[1]).isGreaterThan(y);
            x = pair[0];
            y = pair[1];
            assertThat(before.get(x)).isEqualTo(after.get(y));
        }
        return pairs.size();
    }

    /** The longest common subsequence, by the textbook. */
    private static int longest(List<String> before, List<String> after) {
        int[][] length = new int[before.size() + 1][after.size() + 1];
        for (int i = 1; i <= before.size(); i++) {
            for (int j = 1; j <= after.size(); j++) {
                length[i][j] = before.get(i - 1).equals(after.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[before.size()][after.size()];
    }

    private static List<String> lines(SplittableRandom random, int kinds) {
        return IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> Integer.toString(random.nextInt(kinds)))
                .toList();
    }

    @Test
    void asManyLinesAreEqual_asCanBe() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            int kinds = 1 + random.nextInt(8);
            List<String> before = lines(random, kinds);
            List<String> after = lines(random, kinds);
            assertThat(equal(before, after)).isEqualTo(longest(before, after));
        }
    }

    @Test
    void documentsWithNothingInCommon_areDoneWithSoon() {
        List<String> before = IntStream.range(0, 50_000).mapToObj(i -> "a" + i).toList();
        List<String> after = IntStream.range(0, 50_000).mapToObj(i -> "b" + i).toList();
        assertThat(equal(before, after)).isZero();
        assertThat(equal(before, List.of())).isZero();
    }

    @Test
    void manyChanges_areFoundBeyondTheLimit() {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 10 * LineDiff.MOST_EDITS_AT_ONCE; i++) {
            Stream.of("same" + i, "old" + i).forEach(before::add);
            Stream.of("same" + i, "new" + i).forEach(after::add);
        }
        assertThat(equal(before, after)).isGreaterThan(9 * LineDiff.MOST_EDITS_AT_ONCE);
    }
}
