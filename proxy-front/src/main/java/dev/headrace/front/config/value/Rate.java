package dev.headrace.front.config.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many in a time, as in {@code 100/s}, {@code 600/m}, {@code 10000/h}.
 *
 * @param count from 1 on
 * @param per a second, a minute or an hour
 */
public record Rate(int count, Duration per) {
    /** What a rate looks like, as a regular expression of JSON Schema. */
    public static final String PATTERN = "^[1-9][0-9]{0,8}/[smh]$";

    private static final Pattern SYNTAX = Pattern.compile("([1-9][0-9]{0,8})/([smh])");

    /** Reads a rate. */
    public static Rate parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new ValueException("should be a rate such as 100/s, 600/m or 10000/h");
        }
        return new Rate(Integer.parseInt(matcher.group(1)), Durations.parse("1" + matcher.group(2)));
    }

    /** The mean in a second. */
    public double perSecond() {
        return (double) count / per.toSeconds();
    }

    @Override
    public String toString() {
        return count + "/" + Durations.format(per).substring(1);
    }
}
