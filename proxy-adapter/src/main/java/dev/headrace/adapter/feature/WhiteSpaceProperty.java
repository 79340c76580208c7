package dev.headrace.adapter.feature;

/** What a {@code style} attribute says of whitespace (CSS Text §3). */
final class WhiteSpaceProperty {
    private static final String PROPERTY = "white-space";

    private WhiteSpaceProperty() {}

    /** Whether whitespace may be visible by these declarations; also if they are not understood. */
    static boolean mayPreserve(String style) {
        if (style.indexOf('\\') >= 0) {
            return true;
        }
        for (int at = find(style, 0); at >= 0; at = find(style, at + 1)) {
            int colon = style.indexOf(':', at);
            if (colon < 0) {
                return false;
            }
            String value = style.substring(colon + 1).stripLeading();
            if (!begins(value, "normal") && !begins(value, "nowrap") && !begins(value, "collapse")) {
                return true;
            }
        }
        return false;
    }

    private static int find(String style, int from) {
        for (int i = from; i <= style.length() - PROPERTY.length(); i++) {
            if (style.regionMatches(true, i, PROPERTY, 0, PROPERTY.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean begins(String value, String keyword) {
        return value.regionMatches(true, 0, keyword, 0, keyword.length());
    }
}
