package dev.headrace.adapter.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.report.ContentDifference;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputComparisonTest {
    private static final byte[] PAGE = Pages.realistic(5, 20_000);

    /** Gives both documents in pieces, whose turn it is being random. */
    private static OutputComparison compared(byte[] live, byte[] candidate, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Queue<byte[]> ofLive = new ArrayDeque<>(Chunking.random(seed).cut(live));
        Queue<byte[]> ofCandidate = new ArrayDeque<>(Chunking.random(seed + 1).cut(candidate));
        OutputComparison comparison = new OutputComparison();
        while (!ofLive.isEmpty() || !ofCandidate.isEmpty()) {
            boolean turn = ofCandidate.isEmpty() || (!ofLive.isEmpty() && random.nextBoolean());
            byte[] piece = turn ? ofLive.remove() : ofCandidate.remove();
            if (turn) {
                comparison.live(piece, 0, piece.length);
            } else {
                comparison.candidate(piece, 0, piece.length);
            }
        }
        return comparison;
    }

    @Test
    void equalDocuments_doNotDiffer_howeverTheyCome() {
        for (int seed = 0; seed < 50; seed++) {
            OutputComparison comparison = compared(PAGE, PAGE, seed);
            assertThat(comparison.difference(true)).isNull();
            assertThat(comparison.candidate.bytes()).isEqualTo(PAGE.length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 79, 80, 81, 500, 19_000})
    void firstDifference_isFoundWithWhatIsAroundIt(int offset) {
        byte[] other = PAGE.clone();
        other[offset] = '#';
        other[Math.min(offset + 300, other.length - 1)] = '#';
        int from = Math.max(0, offset - 80);
        for (int seed = 0; seed < 20; seed++) {
            ContentDifference difference = compared(PAGE, other, seed).difference(true);
            assertThat(difference)
                    .isEqualTo(new ContentDifference(
                            offset,
                            true,
                            new String(PAGE, from, offset + 120 - from, UTF_8),
                            new String(other, from, offset + 120 - from, UTF_8)));
        }
    }

    @Test
    void documentThatEndsEarlier_differsThere_onceBothAreComplete() {
        OutputComparison comparison = compared(new byte[] {'a', 'b', 'c'}, new byte[] {'a'}, 1);
        assertThat(comparison.difference(false)).isNull();
        assertThat(comparison.difference(true)).isEqualTo(new ContentDifference(1, true, "abc", "a"));
    }

    @Test
    void documentsFarApart_areStillKnownToBeEqualOrNot() {
        byte[] large = Pages.realistic(6, 4 * OutputComparison.MOST_AHEAD_BYTES);
        byte[] other = large.clone();
        other[large.length - 7] ^= 1;
        for (byte[] second : List.of(large, other)) {
            OutputComparison comparison = new OutputComparison();
            comparison.candidate(second, 0, 100);
            comparison.live(large, 0, large.length);
            comparison.candidate(second, 100, large.length - 100);
            assertThat(comparison.difference(true))
                    .isEqualTo(second == large ? null : new ContentDifference(100, false, "", ""));
        }
    }
}
