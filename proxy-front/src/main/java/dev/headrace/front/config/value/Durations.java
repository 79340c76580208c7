package dev.headrace.front.config.value;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, as in {@code 250ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 365d}: a whole number and its unit. */
public final class Durations {
    /** What a duration looks like, as a regular expression of JSON Schema. */
    public static final String PATTERN = "^[0-9]{1,9}(ms|s|m|h|d)$";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /** Reads a duration. */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new ValueException("should be a duration such as 250ms, 30s, 5m, 12h or 365d");
        }
        return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }

    /** Writes a duration in the largest unit that holds it exactly. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = unit(unit).getDuration().toMillis();
            if (millis != 0 && millis % size == 0) {
                return millis / size + unit;
            }
        }
        return millis + "ms";
    }

    private static ChronoUnit unit(String unit) {
        return switch (unit) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
