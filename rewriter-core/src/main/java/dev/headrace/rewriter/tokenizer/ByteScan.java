package dev.headrace.rewriter.tokenizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds bytes in long stretches of input. All ways to do it give the same answers; they differ in speed. */
public interface ByteScan {
    /** How many entries {@link #positions} may write beyond the last position. */
    int SLACK = 4;

    /** What it is called in settings. */
    String name();

    /**
     * Writes the positions of all {@code <} in {@code [from, to)}, in order.
     *
     * @param positions has room for {@code to - from +} {@link #SLACK} entries
     * @return how many there are
     */
    int positions(byte[] bytes, int from, int to, int[] positions);

    /** The first position in {@code [from, to)} of the byte, or {@code to}. */
    int indexOf(byte[] bytes, int from, int to, byte wanted);

    /** The one with this name, or the first if that is null. */
    static ByteScan find(List<ByteScan> scans, @Nullable String name) {
        for (ByteScan scan : scans) {
            if (name == null || name.equals(scan.name())) {
                return scan;
            }
        }
        throw new IllegalArgumentException("no way to scan is called \"" + name + "\" here; there is "
                + scans.stream().map(ByteScan::name).toList());
    }
}
