package dev.headrace.adapter.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code Cache-Control} (RFC 9111 §5.2). */
public final class CacheControl {
    private static final Set<String> FOR_SHARED_CACHES =
            Set.of("public", "s-maxage", "proxy-revalidate", "must-understand");

    private CacheControl() {}

    /** Whether the content must stay as it is (RFC 9111 §5.2.1.6, §5.2.2.6). */
    public static boolean isNoTransform(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            return false;
        }
        for (String directive : FieldList.elements(headers.getAll(HttpHeaderNames.CACHE_CONTROL))) {
            if (directive.equalsIgnoreCase("no-transform")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Has shared caches store nothing of it (RFC 9111 §5.2.2.7), those that read a field of their own either (RFC 9213); a client's own
     * cache may go on.
     */
    public static void setPrivate(HttpHeaders headers) {
        List<String> directives = new ArrayList<>();
        boolean isPrivate = false;
        for (String directive : FieldList.elements(headers.getAll(HttpHeaderNames.CACHE_CONTROL))) {
            String name = directive.split("[= \\t]", 2)[0].toLowerCase(Locale.ROOT);
            isPrivate |= directive.equalsIgnoreCase("private") || name.equals("no-store");
            if (!FOR_SHARED_CACHES.contains(name)) {
                directives.add(directive);
            }
        }
        if (!isPrivate) {
            directives.add("private");
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, String.join(", ", directives));
        for (String name : headers.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith("cdn-cache-control") || lower.equals("surrogate-control")) {
                headers.remove(name);
            }
        }
    }
}
