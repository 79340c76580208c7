package dev.headrace.adapter.header;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** {@code Cache-Control} (RFC 9111 §5.2). */
public final class CacheControl {
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
}
