package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a map makes of the fields of a response that contain URLs. What does not parse stays. */
final class MappedFields {
    private static final String LINK = "link";
    private static final String REFRESH = "refresh";
    private static final List<CharSequence> FIELDS = List.of(
            HttpHeaderNames.LOCATION, HttpHeaderNames.CONTENT_LOCATION, LINK, REFRESH, HttpHeaderNames.SET_COOKIE);

    private final UrlMap map;
    private final MappedCookies cookies;

    MappedFields(UrlMap map) {
        this.map = map;
        cookies = new MappedCookies(map);
    }

    /** Maps the fields of the response to a request. */
    void map(RequestHead request, HttpHeaders fields) {
        if (FIELDS.stream().noneMatch(fields::contains)) {
            return;
        }
        PageOrigin origin = PageOrigin.of(request);
        MappedUrls urls = new MappedUrls(map, origin, reason -> {});
        change(fields, HttpHeaderNames.LOCATION, value -> url(urls, value));
        change(fields, HttpHeaderNames.CONTENT_LOCATION, value -> url(urls, value));
        change(fields, LINK, value -> links(urls, value));
        change(fields, REFRESH, value -> refresh(urls, value));
        change(fields, HttpHeaderNames.SET_COOKIE, value -> cookies.map(origin, value));
    }

    private static void change(HttpHeaders fields, CharSequence name, UnaryOperator<String> change) {
        List<String> before = fields.getAll(name);
        List<String> after = new ArrayList<>(before.size());
        before.forEach(value -> after.add(change.apply(value)));
        if (!after.equals(before)) {
            fields.set(name, after);
        }
    }

    private static String url(MappedUrls urls, String value) {
        return value.isEmpty() ? value : urls.map(value);
    }

    /** The targets of links stand in angle brackets at the start of each (RFC 8288 §3). */
    private static String links(MappedUrls urls, String value) {
        StringBuilder out = new StringBuilder(value.length());
        boolean quoted = false;
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '<') {
                int end = value.indexOf('>', i);
                if (end < 0) {
                    break;
                }
                out.append(value, copied, i + 1).append(url(urls, value.substring(i + 1, end)));
                copied = end;
                i = end;
            }
        }
        return out.append(value, copied, value.length()).toString();
    }

    private static String refresh(MappedUrls urls, String value) {
        int start = Refresh.urlStart(value);
        if (start < 0) {
            return value;
        }
        int end = Refresh.urlEnd(value, start);
        return value.substring(0, start) + url(urls, value.substring(start, end)) + value.substring(end);
    }
}
