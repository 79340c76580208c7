package dev.headrace.front.config.value;

import java.util.regex.Pattern;

/**
 * What a request asks for (RFC 9112 §3.2.1), as in {@code /health} or {@code /status?brief}.
 *
 * @param text path and query, as they are sent
 */
public record RequestTarget(String text) {
    /** What it looks like, as a regular expression of JSON Schema. */
    public static final String PATTERN = "^/[!-\"$-~]*$";

    private static final Pattern SYNTAX = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

    /** Reads a target. */
    public static RequestTarget parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new ValueException("should be a path that begins with /, percent-encoded, such as /health");
        }
        return new RequestTarget(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
