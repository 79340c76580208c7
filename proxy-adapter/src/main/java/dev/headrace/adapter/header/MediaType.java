package dev.headrace.adapter.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A media type as {@code Content-Type} has it (RFC 9110 §8.3).
 *
 * @param essence type and subtype, in lower case
 * @param charset the first {@code charset} parameter's value, without quotes; null if there is none, or an empty one
 */
public record MediaType(String essence, @Nullable String charset) {
    private static final String CHARSET = "charset=";

    /** Reads a field value; null if there is nothing in it that could be a type. */
    public static @Nullable MediaType parse(String value) {
        List<String> parts = FieldList.parts(value);
        if (parts.isEmpty()) {
            return null;
        }
        String essence = parts.get(0).toLowerCase(Locale.ROOT);
        if (essence.indexOf('/') <= 0) {
            return null;
        }
        for (String part : parts.subList(1, parts.size())) {
            if (isCharset(part)) {
                String charset = unquoted(part.substring(CHARSET.length()).strip());
                return new MediaType(essence, charset.isEmpty() ? null : charset);
            }
        }
        return new MediaType(essence, null);
    }

    /** Whether documents of this type are parsed as HTML, or are near enough to it. */
    public boolean isHtml() {
        return essence.equals("text/html") || essence.equals("application/xhtml+xml");
    }

    /** The field value with another {@code charset}, at the same place, and all else as it was. */
    public static String withCharset(String value, String charset) {
        List<String> parts = new ArrayList<>(FieldList.parts(value));
        boolean replaced = false;
        for (int i = 1; i < parts.size(); i++) {
            if (isCharset(parts.get(i))) {
                if (!replaced) {
                    parts.set(i, CHARSET + charset);
                    replaced = true;
                } else {
                    parts.remove(i--);
                }
            }
        }
        if (!replaced) {
            parts.add(CHARSET + charset);
        }
        return String.join("; ", parts);
    }

    private static boolean isCharset(String parameter) {
        return parameter.regionMatches(true, 0, CHARSET, 0, CHARSET.length());
    }

    /** A quoted string's content (RFC 9110 §5.6.4), or the token itself. */
    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 1; i < value.length() && value.charAt(i) != '"'; i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            out.append(value.charAt(i));
        }
        return out.toString();
    }
}
