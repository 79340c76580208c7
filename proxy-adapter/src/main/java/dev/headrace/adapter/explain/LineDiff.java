package dev.headrace.adapter.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of one document are in the other: Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986, figure 2).
 *
 * <p>It takes time and memory with the number of differences, so it goes on from its best path whenever there were {@link
 * #MOST_EDITS_AT_ONCE} of them. The result is always a right one, though for documents with little in common not the shortest.
 */
final class LineDiff {
    static final int MOST_EDITS_AT_ONCE = 500;

    private static final int NOWHERE = -1;

    /** The numbers of equal lines in both, as pairs in order; what is between them was removed and added. */
    private final List<int[]> equal = new ArrayList<>();

    private final int[] before;
    private final int[] after;

    private LineDiff(int[] before, int[] after) {
        this.before = before;
        this.after = after;
    }

    /** Pairs of numbers of lines that are equal, in order. */
    static List<int[]> equalLines(List<String> before, List<String> after) {
        Map<String, Integer> numbers = new HashMap<>();
        LineDiff diff = new LineDiff(numbered(before, numbers), numbered(after, numbers));
        diff.run();
        return diff.equal;
    }

    /** Equal lines get equal numbers, so that comparing them costs the same however long they are. */
    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        int[] numbered = new int[lines.size()];
        for (int i = 0; i < numbered.length; i++) {
            Integer fresh = numbers.size();
            Integer known = numbers.putIfAbsent(lines.get(i), fresh);
            numbered[i] = known == null ? fresh : known;
        }
        return numbered;
    }

    private void run() {
        int x = 0;
        int y = 0;
        while (x < before.length || y < after.length) {
            int[] reached = advance(x, y);
            x = reached[0];
            y = reached[1];
        }
    }

    /** Finds the best path from a place, notes what is equal on it, and returns where it ends. */
    private int[] advance(int x0, int y0) {
        int width = before.length - x0;
        int height = after.length - y0;
        int most = Math.min(width + height, MOST_EDITS_AT_ONCE);
        int[] furthest = new int[2 * most + 3];
        Arrays.fill(furthest, NOWHERE);
        int middle = most + 1;
        furthest[middle + 1] = 0;
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, middle - d - 1, middle + d + 2));
            for (int k = -d; k <= d; k += 2) {
                int x = Math.max(down(furthest[middle + k + 1], k, height), right(furthest[middle + k - 1], width));
                int y = x - k;
                while (x >= 0 && x < width && y < height && before[x0 + x] == after[y0 + y]) {
                    x++;
                    y++;
                }
                furthest[middle + k] = x;
                if (x == width && y == height) {
                    return walkBack(trace, x0, y0, d, k, x);
                }
            }
        }
        int best = bestDiagonal(furthest, middle, most);
        return walkBack(trace, x0, y0, most, best, furthest[middle + best]);
    }

    /** Where a step down to a diagonal comes to, if it stays within the documents. */
    private static int down(int from, int diagonal, int height) {
        return from - diagonal <= height ? from : NOWHERE;
    }

    private static int right(int from, int width) {
        return from >= 0 && from < width ? from + 1 : NOWHERE;
    }

    private static int bestDiagonal(int[] furthest, int middle, int d) {
        int best = 0;
        int most = -1;
        for (int k = -d; k <= d; k += 2) {
            int x = furthest[middle + k];
            if (x >= 0 && x + x - k > most) {
                most = x + x - k;
                best = k;
            }
        }
        return best;
    }

    private int[] walkBack(List<int[]> trace, int x0, int y0, int edits, int diagonal, int reached) {
        int width = before.length - x0;
        int height = after.length - y0;
        List<int[]> backwards = new ArrayList<>();
        int k = diagonal;
        int x = reached;
        for (int d = edits; d >= 0; d--) {
            int[] furthest = trace.get(d);
            int down = down(furthest[d + 1 + k + 1], k, height);
            int right = right(furthest[d + 1 + k - 1], width);
            while (x > Math.max(down, right)) {
                x--;
                backwards.add(new int[] {x0 + x, y0 + x - k});
            }
            x = down >= right ? down : right - 1;
            k = down >= right ? k + 1 : k - 1;
        }
        Collections.reverse(backwards);
        equal.addAll(backwards);
        return new int[] {x0 + reached, y0 + reached - diagonal};
    }
}
