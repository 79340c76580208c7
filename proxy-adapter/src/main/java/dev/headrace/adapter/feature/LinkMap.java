package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;

/**
 * Maps the URLs of a server behind the proxy to those under which visitors reach it: in pages, and in the fields {@code Location},
 * {@code Content-Location}, {@code Link}, {@code Refresh} and {@code Set-Cookie} of every response.
 *
 * <p>A prefix is {@code http://internal.example:8080/app/}, {@code //internal.example/} for both schemes, or {@code /app/} for the page's
 * own origin; a slash at its end makes no difference. The longest prefix that fits wins, and it fits where a segment of the path ends only.
 * What was mapped is not mapped again. A target below its own prefix ({@code /} to {@code /app/}) is taken for mapped already, so that
 * doing it twice changes nothing more, unless one prefix leads to what another one has. Immutable.
 */
public final class LinkMap extends UrlFeature {
    private final UrlMap map;
    private final MappedFields fields;

    /**
     * A map.
     *
     * @param prefixes what URLs start with, and what that becomes
     * @throws IllegalArgumentException if a prefix is none, if two are the same, or if the map leads in a circle
     */
    public LinkMap(Map<String, String> prefixes) {
        map = new UrlMap(prefixes);
        fields = new MappedFields(map);
    }

    @Override
    public String name() {
        return "link-map";
    }

    @Override
    UrlRewriter urls(Page page, Tally tally) {
        MappedUrls urls = new MappedUrls(map, PageOrigin.of(page.request()), tally::leftAlone);
        return (kind, url, absolute) -> kind == UrlKind.BASE ? urls.mapBase(url, absolute) : urls.map(url, absolute);
    }

    @Override
    public void responded(RequestHead request, HttpResponse response) {
        fields.map(request, response.headers());
    }
}
