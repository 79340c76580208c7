package dev.headrace.front.config.value;

import java.util.regex.Pattern;

/**
 * The beginning of a path, as in {@code /} or {@code /shop}: itself, and what follows at a {@code /}, but not {@code /shopping}.
 * Compared as it is written, percent-encoded and with its case.
 *
 * @param path begins with a slash, and ends in none unless it is nothing else
 */
public record PathPrefix(String path) {
    /** RFC 3986 §3.3: what else a path has is percent-encoded. */
    private static final Pattern SYNTAX = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?:/|$)");

    /** Reads a prefix; a slash at its end says nothing more. */
    public static PathPrefix parse(String text) {
        if (!text.startsWith("/")) {
            throw new ValueException("should be a path that begins with /, such as / or /shop");
        }
        if (!SYNTAX.matcher(text).matches()) {
            throw new ValueException("should be a path as it stands in a URL, percent-encoded, without ? and #");
        }
        if (text.contains("//") || DOT_SEGMENT.matcher(text).find()) {
            throw new ValueException("should be a path without empty parts, . and ..");
        }
        return new PathPrefix(text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** Whether a path begins so. */
    public boolean matches(String other) {
        return path.length() == 1
                || (other.startsWith(path) && (other.length() == path.length() || other.charAt(path.length()) == '/'));
    }

    @Override
    public String toString() {
        return path;
    }
}
