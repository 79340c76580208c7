package dev.headrace.front.yaml;

import java.util.Comparator;

/**
 * A place in a file, or a file as a whole. Ordered by file, then as it is read.
 *
 * @param file what the file is called in messages
 * @param line from 1 on, or 0 for the file as a whole
 * @param column from 1 on, in code points, or 0 for the file as a whole
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    /** A file as a whole. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, or {@code file}, as compilers write it. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
