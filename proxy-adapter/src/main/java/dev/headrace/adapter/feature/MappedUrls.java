package dev.headrace.adapter.feature;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a map makes of URLs that stand in a page or response of some origin. */
final class MappedUrls {
    private final UrlMap map;
    private final PageOrigin origin;
    private final Consumer<String> leftAlone;
    private final boolean hasOwn;
    private boolean hasBase;
    private @Nullable AbsoluteUrl base;

    /**
     * The URLs of a page.
     *
     * @param leftAlone is told why a URL is left alone that the map may be meant for
     */
    MappedUrls(UrlMap map, PageOrigin origin, Consumer<String> leftAlone) {
        this.map = map;
        this.origin = origin;
        this.leftAlone = leftAlone;
        hasOwn = map.hasOwn(origin);
    }

    /** What the page's {@code base} becomes; the first counts for what URLs without a host mean from here on. */
    String mapBase(String url, @Nullable AbsoluteUrl absolute) {
        if (!hasBase) {
            base = absolute;
        }
        hasBase = true;
        return absolute == null && AbsoluteUrl.isMeant(url) ? url : map(url, absolute);
    }

    /** What a URL becomes; itself if it stays. */
    String map(String url) {
        AbsoluteUrl absolute = AbsoluteUrl.parse(url);
        if (absolute == null && AbsoluteUrl.isMeant(url)) {
            leftAlone.accept("not-a-url");
            return url;
        }
        return map(url, absolute);
    }

    /** As {@link #map(String)}, for a URL that has been read; null if it has no host. */
    String map(String url, @Nullable AbsoluteUrl absolute) {
        if (absolute != null) {
            if (!map.hasHost(absolute.host()) && !origin.isOf(absolute)) {
                return url;
            }
            String path = url.substring(absolute.end());
            return map(url, path, map.find(absolute, path, origin), absolute);
        }
        if (url.charAt(0) != '/' || (base == null && !hasOwn)) {
            return url;
        }
        return map(url, url, base == null ? map.find(url, origin) : map.find(base, url, origin), base);
    }

    private String map(String url, String path, @Nullable UrlPrefix prefix, @Nullable AbsoluteUrl parsed) {
        if (prefix == null || prefix.isDone(parsed, path, origin)) {
            return url;
        }
        String mapped = UrlPrefix.isPlainPath(path, 0) ? prefix.map(path) : null;
        if (mapped == null) {
            leftAlone.accept("ambiguous-path");
        } else if (parsed != null && parsed.hasCredentials()) {
            leftAlone.accept("credentials");
        } else {
            return mapped;
        }
        return url;
    }
}
