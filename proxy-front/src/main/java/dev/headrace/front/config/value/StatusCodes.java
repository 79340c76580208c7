package dev.headrace.front.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status codes (RFC 9110 §15), as in {@code 204} or {@code 200-399}.
 *
 * @param least from 200 on: those below come in front of an answer
 * @param most 599 at most
 */
public record StatusCodes(int least, int most) {
    /** What they look like, as a regular expression of JSON Schema. */
    public static final String PATTERN = "^[2-5][0-9]{2}(-[2-5][0-9]{2})?$";

    private static final Pattern SYNTAX = Pattern.compile("([2-5][0-9]{2})(?:-([2-5][0-9]{2}))?");

    /** Reads one, or a range. */
    public static StatusCodes parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new ValueException("should be a status code or a range of them, such as 204 or 200-399");
        }
        int least = Integer.parseInt(matcher.group(1));
        int most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
        if (most < least) {
            throw new ValueException("should be a range from the lower status code to the higher");
        }
        return new StatusCodes(least, most);
    }

    @Override
    public String toString() {
        return least == most ? Integer.toString(least) : least + "-" + most;
    }
}
