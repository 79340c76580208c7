package dev.headrace.rewriter.engine;

/** Counts lines up to a position that only grows; a line ends with LF, CR, or both. */
final class LineCounter {
    private final boolean counting;
    private int counted;
    private int line = 1;
    private int column = 1;
    private boolean carriageReturn;

    LineCounter(boolean counting) {
        this.counting = counting;
    }

    void countTo(byte[] bytes, int position) {
        if (!counting) {
            return;
        }
        for (; counted < position; counted++) {
            byte b = bytes[counted];
            if (b == '\n' && carriageReturn) {
                carriageReturn = false;
                continue;
            }
            carriageReturn = b == '\r';
            if (b == '\n' || carriageReturn) {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    void rebase(int delta) {
        counted += delta;
    }

    int line() {
        return counting ? line : 0;
    }

    int column() {
        return counting ? column : 0;
    }
}
