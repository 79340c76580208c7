package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import io.netty.handler.codec.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkMapTest {
    private static final LinkMap MAP = new LinkMap(Map.of(
            "http://internal.example:8080/app/", "/portal/",
            "http://www.internal.example/", "https://www.example/",
            "/old/", "/new/"));

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("link-map", true, LinkMapTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        options.properties()
                .forEach(each -> prefixes.put(each.getKey(), each.getValue().textValue()));
        return new LinkMap(prefixes);
    }

    private static List<String> mapped(Feature map, String name, String value) {
        HttpResponse response = Subject.response(MissingNode.getInstance());
        response.headers().add(name, value);
        map.responded(Subject.request(MissingNode.getInstance()), response);
        return response.headers().getAll(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "location, http://internal.example:8080/app/x?y#z, /portal/x?y#z",
                "location, http://internal.example:8080/other, http://internal.example:8080/other",
                "location, /old/x, /new/x",
                "location, x/y, x/y",
                "location, http://[broken, http://[broken",
                "location, http://internal.example:8080/app/../x, http://internal.example:8080/app/../x",
                "content-location, http://www.internal.example/a, https://www.example/a",
                "refresh, 3; url=http://www.internal.example/a, 3; url=https://www.example/a",
                "refresh, 3, 3",
                "etag, /old/, /old/",
            })
    void fieldsWithOneUrl(String name, String value, String expected) {
        assertThat(mapped(MAP, name, value)).containsExactly(expected);
    }

    @Test
    void links_areMappedInTheirBrackets() {
        assertThat(mapped(
                        MAP,
                        "Link",
                        "</old/a,b.css>; rel=preload; title=\"</old/x>\", <http://www.internal.example/>; rel=next"))
                .containsExactly("</new/a,b.css>; rel=preload; title=\"</old/x>\", <https://www.example/>; rel=next");
        assertThat(mapped(MAP, "Link", "</old/a>; title=\"\\\"</old/b>\", </old/c>"))
                .containsExactly("</new/a>; title=\"\\\"</old/b>\", </new/c>");
        assertThat(mapped(MAP, "Link", "</old/a; rel=preload")).containsExactly("</old/a; rel=preload");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a=b; Path=/old/x; Secure | a=b; Path=/new/x; Secure",
                "a=b; Path=/older | a=b; Path=/older",
                "a=b; Path=/ | a=b; Path=/",
                "a=b; Path=/app; Domain=internal.example; HttpOnly | a=b; Path=/portal; HttpOnly",
                "a=b; Domain=.internal.example; Path=/app/ | a=b; Path=/portal/",
                "a=b; domain=WWW.internal.example; path=/x | a=b; domain=www.example; path=/x",
                "a=b; Domain=www.internal.example | a=b; Domain=www.example",
                "a=b; Path=/; Domain=internal.example | a=b; Path=/",
                "a=b; Domain=example; Path=/old | a=b; Domain=example; Path=/old",
                "a=/old/; Max-Age=3 | a=/old/; Max-Age=3",
                "a=b | a=b",
                "a; Secure; Path; Domain=; Path = /old/ | a; Secure; Path; Domain=; Path =/new/",
                "__Host-a=b; Path=/; Secure | __Host-a=b; Path=/; Secure",
                "a=b; Path=/app/x | a=b; Path=/portal/x",
                "a=b; Path=/app/../x | a=b; Path=/app/../x",
            })
    void cookies(String value, String expected) {
        assertThat(mapped(MAP, "Set-Cookie", value)).containsExactly(expected);
    }

    @Test
    void cookies_forAllPaths_getThoseOfThePrefix() {
        LinkMap map = new LinkMap(Map.of("http://internal.example/", "/app/"));
        assertThat(mapped(map, "Set-Cookie", "a=b; Path=/")).containsExactly("a=b; Path=/app/");
        assertThat(mapped(map, "Set-Cookie", "a=b; Path=/x")).containsExactly("a=b; Path=/app/x");
    }

    @Test
    void cookies_whosePrefixesContradict_stay() {
        LinkMap map = new LinkMap(Map.of("http://a.example/", "/a/", "http://b.example/", "/b/"));
        assertThat(mapped(map, "Set-Cookie", "a=b; Path=/x")).containsExactly("a=b; Path=/x");
        assertThat(mapped(map, "Set-Cookie", "a=b; Path=/x; Domain=b.example")).containsExactly("a=b; Path=/b/x");
    }

    @Test
    void severalCookies_stayInTheirOrder() {
        HttpResponse response = Subject.response(MissingNode.getInstance());
        response.headers()
                .add("set-cookie", "a=1; Path=/old")
                .add("set-cookie", "b=2")
                .add("set-cookie", "c=3; Path=/old/c");
        MAP.responded(Subject.request(MissingNode.getInstance()), response);
        assertThat(response.headers().getAll("set-cookie"))
                .containsExactly("a=1; Path=/new", "b=2", "c=3; Path=/new/c");
    }

    @Test
    void aMapThatLeadsInACircle_isRefused() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("/x/", "/a/");
        prefixes.put("/a/", "https://b.example/");
        prefixes.put("//b.example/", "/c/d/");
        prefixes.put("/c/", "/a/");
        assertThatThrownBy(() -> new LinkMap(prefixes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the map leads in a circle: '/a/' to '//b.example/' to '/c/' to '/a/'");
        assertThatThrownBy(() -> new LinkMap(
                        Map.of("http://a.example/", "http://a.example/b/", "http://a.example/b/", "http://a.example/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the map leads in a circle");
    }

    @Test
    void aPrefixThatIsTheSameAsAnother_isRefused() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("http://a.example/x", "/a/");
        prefixes.put("HTTP://A.example/x/", "/b/");
        assertThatThrownBy(() -> new LinkMap(prefixes))
                .hasMessage("'HTTP://A.example/x/' is the same as 'http://a.example/x', which is mapped already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app/",
                "www.example",
                "ftp://a.example/",
                "http://",
                "http://u@a.example/",
                "/a?b",
                "/a/../b",
                "/a b",
                "/a//b",
                "\\a"
            })
    void whatIsNoPrefix_isRefused(String prefix) {
        assertThatThrownBy(() -> new LinkMap(Map.of(prefix, "/to/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + prefix + "' is no prefix of URLs; it has to be like 'https://www.example/app/',"
                        + " '//www.example/' or '/app/', without a query");
        assertThatThrownBy(() -> new LinkMap(Map.of("/from/", prefix))).isInstanceOf(IllegalArgumentException.class);
    }
}
