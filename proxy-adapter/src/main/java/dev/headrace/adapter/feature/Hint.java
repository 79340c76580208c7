package dev.headrace.adapter.feature;

import org.jspecify.annotations.Nullable;

/**
 * A link that has the browser connect or load early (WHATWG HTML §4.6.7), as an element or as a {@code Link} field (RFC 8288).
 *
 * @param rel {@code preconnect}, {@code dns-prefetch} or {@code preload}
 * @param url what {@link #isPlain} allows
 * @param as what is loaded, for {@code preload}; else null
 * @param crossorigin {@code anonymous} or {@code use-credentials}; null without CORS
 */
record Hint(
        String rel,
        String url,
        @Nullable String as,
        @Nullable String crossorigin) {
    static final String PRECONNECT = "preconnect";
    static final String DNS_PREFETCH = "dns-prefetch";
    static final String PRELOAD = "preload";
    private static final int LONGEST_URL = 512;

    /** Whether a URL needs no escape but for {@code &} where hints put it: printable ASCII without quotes and angle brackets, and not too long. */
    static boolean isPlain(String url) {
        if (url.isEmpty() || url.length() > LONGEST_URL) {
            return false;
        }
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The element. */
    String element() {
        return "<link rel=\"" + rel + "\" href=\"" + url.replace("&", "&amp;") + "\""
                + (as == null ? "" : " as=\"" + as + "\"")
                + (crossorigin == null ? "" : " crossorigin=\"" + crossorigin + "\"")
                + ">";
    }

    /** The value of the field. */
    String field() {
        return "<" + url + ">; rel=" + rel
                + (as == null ? "" : "; as=" + as)
                + (crossorigin == null ? "" : "; crossorigin=" + crossorigin)
                + ("image".equals(as) ? "; fetchpriority=high" : "");
    }

    /** Whether these {@code Link} fields have it. */
    boolean isIn(Iterable<String> fields) {
        String target = "<" + url + ">";
        for (String field : fields) {
            if (field.contains(target)) {
                return true;
            }
        }
        return false;
    }
}
