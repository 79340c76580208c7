package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which pages are for anybody, so that what they load may be told to anybody. */
final class PublicPage {
    private PublicPage() {}

    /** Under what a page is known. */
    static String key(RequestHead request) {
        return request.host() + request.path();
    }

    /** Whether a request may be for one: without a query, which may make it another page each time, or carry a secret. */
    static boolean isAskedFor(RequestHead request) {
        return request.method().equals(HttpMethod.GET)
                && request.visitor().secure()
                && request.target().indexOf('?') < 0
                && !request.host().isEmpty()
                && Hint.isPlain(request.path());
    }

    /** Whether a browser asks for something to show in a window (Fetch Metadata §2.3), as far as it says. */
    static boolean isNavigation(RequestHead request) {
        String mode = request.headers().get("sec-fetch-mode");
        return mode == null
                ? request.headers().get("accept", "").contains("text/html")
                : mode.equalsIgnoreCase("navigate");
    }

    /** Why a page may be for one visitor only, or not for all; null if it is for anybody. */
    static @Nullable String reasonAgainst(Page page) {
        HttpHeaders asked = page.request().headers();
        if (!isAskedFor(page.request()) || page.status().code() != 200) {
            return "not-learnable";
        }
        if (asked.contains("authorization")
                || asked.contains("cookie")
                || page.fields().contains("set-cookie")) {
            return "has-cookies";
        }
        for (String line : page.fields().getAll("cache-control")) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.contains("private") || lower.contains("no-store")) {
                return "private";
            }
        }
        for (String line : page.fields().getAll("vary")) {
            for (String field : line.split(",", -1)) {
                String name = field.strip();
                if (!name.isEmpty() && !name.equalsIgnoreCase("accept-encoding") && !name.equalsIgnoreCase("cookie")) {
                    return "varies";
                }
            }
        }
        return null;
    }
}
