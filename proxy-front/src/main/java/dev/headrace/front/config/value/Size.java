package dev.headrace.front.config.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, as in {@code 512}, {@code 32K}, {@code 16M}, {@code 2G}; a K is 1,024 bytes, an M 1,024 K, a G 1,024 M.
 *
 * @param bytes from 0 on
 */
public record Size(long bytes) implements Comparable<Size> {
    /** What a size looks like, as a regular expression of JSON Schema. */
    public static final String PATTERN = "^[0-9]{1,9}[KMGkmg]?$";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})([KMGkmg]?)");
    private static final String UNITS = "KMG";

    /** Reads a size. */
    public static Size parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new ValueException("should be a size such as 512, 32K, 16M or 2G");
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        int shift = unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1);
        return new Size(Long.parseLong(matcher.group(1)) << shift);
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit that holds it exactly. */
    @Override
    public String toString() {
        int unit = bytes == 0 ? 0 : Math.min(UNITS.length(), Long.numberOfTrailingZeros(bytes) / 10);
        return (bytes >> (10 * unit)) + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }
}
