package dev.headrace.rewriter.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An index of the standard (Encoding Standard §5): code points by pointer. Its resource has a line for each row of
 * pointers, with U+FFFD where a pointer has no code point; the end of a row may be missing.
 */
final class Index {
    private static final int HOLE = 0xFFFD;

    private final int[] codePoints;

    private Index(int[] codePoints) {
        this.codePoints = codePoints;
    }

    static Index load(String table, int columns) {
        List<String> rows = Tables.lines(table);
        int[] codePoints = new int[rows.size() * columns];
        Arrays.fill(codePoints, HOLE);
        for (int row = 0; row < rows.size(); row++) {
            int[] cells = rows.get(row).codePoints().toArray();
            System.arraycopy(cells, 0, codePoints, row * columns, cells.length);
        }
        return new Index(codePoints);
    }

    /** The code point of a pointer, or -1. */
    int codePoint(int pointer) {
        if (pointer >= codePoints.length || codePoints[pointer] == HOLE) {
            return -1;
        }
        return codePoints[pointer];
    }

    /** The way back: the first of those pointers to a code point that {@code isUsed} admits. */
    Pointers pointers(IntPredicate isUsed) {
        Pointers pointers = new Pointers();
        for (int pointer = 0; pointer < codePoints.length; pointer++) {
            if (codePoints[pointer] != HOLE && isUsed.test(pointer)) {
                pointers.putIfAbsent(codePoints[pointer], pointer);
            }
        }
        return pointers;
    }

    /** Pointers by code point, in pages of 256. */
    static final class Pointers {
        private static final char[] EMPTY = new char[256];

        private final char[][] pages = new char[Character.MAX_CODE_POINT + 1 >> 8][];

        private Pointers() {
            Arrays.fill(pages, EMPTY);
        }

        private void putIfAbsent(int codePoint, int pointer) {
            int page = codePoint >> 8;
            if (pages[page] == EMPTY) {
                pages[page] = new char[256];
            }
            if (pages[page][codePoint & 0xFF] == 0) {
                pages[page][codePoint & 0xFF] = (char) (pointer + 1);
            }
        }

        /** The pointer of a code point, or -1. */
        int pointer(int codePoint) {
            return pages[codePoint >> 8][codePoint & 0xFF] - 1;
        }
    }
}
