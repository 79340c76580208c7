package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.adapter.feature.ResourceHints.Options;
import dev.headrace.adapter.feature.ResourceHints.Origin;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import dev.headrace.fixtures.Chunking;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearntHintsTest {
    private static final Map<String, String> NAVIGATION = Map.of("sec-fetch-mode", "navigate");
    private static final String STYLED = "<!doctype html><head><link rel=stylesheet href=/a.css></head>";
    private static final List<String> STYLE = List.of("</a.css>; rel=preload; as=style");

    private final ResourceHints feature = new ResourceHints(Options.DEFAULT);

    private static RequestHead request(String target, Map<String, String> fields) {
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
        request.headers().set("host", "site.example");
        fields.forEach(request.headers()::set);
        return RequestHead.of(request).from(new Visitor(null, true));
    }

    private static HttpResponse response(int status, Map<String, String> fields) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        fields.forEach(response.headers()::set);
        return response;
    }

    private static Tally show(ResourceHints feature, RequestHead request, HttpResponse response, String html) {
        Subject subject = new Subject(List.of(feature));
        Page page = Features.of(List.of(feature)).page(request, response);
        assertThat(subject.rewrite(html.getBytes(UTF_8), page, Chunking.size(7)))
                .isEqualTo(html);
        return page.tally(feature);
    }

    private List<String> learntFrom(String html) {
        show(feature, request("/", Map.of()), response(200, Map.of()), html);
        return feature.earlyHints(request("/", NAVIGATION));
    }

    @Test
    void styleSheetsAndBlockingScripts_becomePreloads() {
        assertThat(
                        learntFrom(
                                "<html><head><link rel=stylesheet href=/a.css?x=1&amp;y=2><script src=js/b.js></script></head>"))
                .containsExactly("</a.css?x=1&y=2>; rel=preload; as=style", "<js/b.js>; rel=preload; as=script");
    }

    @Test
    void fontsAndTheFirstImportantImage_becomePreloads() {
        assertThat(
                        learntFrom(
                                "<html><head><link rel=preload as=font href=/f.woff2 crossorigin></head><body>"
                                        + "<img src=/small.png><img fetchpriority=high src=/hero.png><img fetchpriority=high src=/2.png>"))
                .containsExactly(
                        "</f.woff2>; rel=preload; as=font; crossorigin=anonymous",
                        "</hero.png>; rel=preload; as=image; fetchpriority=high");
    }

    @Test
    void otherOrigins_areConnectedToOnly() {
        assertThat(learntFrom("<html><head><link rel=stylesheet href=https://CDN.example/a.css>"
                        + "<link rel=stylesheet href=https://cdn.example/b.css><script src=//js.example:8443/x.js crossorigin></script>"
                        + "<script src=http://plain.example/x.js></script></head>"))
                .containsExactly(
                        "<https://cdn.example>; rel=preconnect",
                        "<https://js.example:8443>; rel=preconnect; crossorigin=anonymous");
    }

    @Test
    void ownHostByItsName_isTheSameOrigin() {
        assertThat(learntFrom("<html><head><link rel=stylesheet href=https://site.example/a.css></head>"))
                .containsExactly("<https://site.example/a.css>; rel=preload; as=style");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script async src=/a.js></script>",
                "<script defer src=/a.js></script>",
                "<script type=module src=/a.js></script>",
                "<script nomodule src=/a.js></script>",
                "<script src=/a.js integrity=sha384-x></script>",
                "<script src=/a.js nonce=x></script>",
                "<link rel='alternate stylesheet' href=/a.css>",
                "<link rel=stylesheet href=/a.css media=print>",
                "<link rel=stylesheet href=/a.css disabled>",
                "<link rel=stylesheet href='/a b.css'>",
                "<link rel=stylesheet href='/a>;rel=x,<b'>",
                "<link rel=stylesheet href=data:text/css,x>",
                "<link rel=icon href=/a.png>",
                "<base href=/x/><link rel=stylesheet href=/a.css>",
                "<template><link rel=stylesheet href=/a.css></template>",
                "</head><body><link rel=stylesheet href=/a.css><script src=/a.js></script>",
                "</head><body><picture><img fetchpriority=high src=/a.png></picture><img fetchpriority=high src=/b.png>",
                "</head><body><img fetchpriority=high src=/a.png srcset='/b.png 2x'>"
            })
    void whatABrowserMayNotLoadThatWay_isNotLearnt(String head) {
        assertThat(learntFrom("<!doctype html><html><head>" + head)).isEmpty();
    }

    @Test
    void fragment_teachesNothing() {
        assertThat(learntFrom("<link rel=stylesheet href=/a.css><p>x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cookie, a=1, has-cookies",
        "authorization, Basic x, has-cookies",
    })
    void pageForOneVisitor_teachesNothing(String field, String value, String reason) {
        Tally tally = show(feature, request("/", Map.of(field, value)), response(200, Map.of()), STYLED);
        assertThat(tally.timesLeftAlone()).containsEntry(reason, 1);
        assertThat(feature.earlyHints(request("/", NAVIGATION))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "set-cookie, a=1, has-cookies",
        "cache-control, 'max-age=0, Private', private",
        "cache-control, no-store, private",
        "vary, User-Agent, varies",
        "vary, *, varies",
    })
    void responseThatIsNotForAll_teachesNothing(String field, String value, String reason) {
        Tally tally = show(feature, request("/", Map.of()), response(200, Map.of(field, value)), STYLED);
        assertThat(tally.timesLeftAlone()).containsEntry(reason, 1);
        assertThat(feature.earlyHints(request("/", NAVIGATION))).isEmpty();
    }

    @Test
    void errorsAndQueries_teachNothing() {
        show(feature, request("/", Map.of()), response(404, Map.of()), STYLED);
        show(feature, request("/?page=2", Map.of()), response(200, Map.of()), STYLED);
        show(feature, request("/", Map.of()).from(new Visitor(null, false)), response(200, Map.of()), STYLED);
        assertThat(feature.earlyHints(request("/", NAVIGATION))).isEmpty();
        assertThat(feature.earlyHints(request("/?page=2", NAVIGATION))).isEmpty();
    }

    @Test
    void varyByCodingAndCookie_isNoHindrance() {
        show(feature, request("/", Map.of()), response(200, Map.of("vary", "Accept-Encoding, Cookie")), STYLED);
        assertThat(feature.earlyHints(request("/", NAVIGATION))).isEqualTo(STYLE);
    }

    @Test
    void earlyHints_areForNavigationsOnly() {
        learntFrom(STYLED);
        assertThat(feature.earlyHints(request("/", Map.of("accept", "text/html,*/*"))))
                .isEqualTo(STYLE);
        assertThat(feature.earlyHints(request("/", Map.of("accept", "image/png"))))
                .isEmpty();
        assertThat(feature.earlyHints(request("/", Map.of("sec-fetch-mode", "cors", "accept", "text/html"))))
                .isEmpty();
        assertThat(feature.earlyHints(request("/other", NAVIGATION))).isEmpty();
        assertThat(feature.earlyHints(request("/", Map.of("sec-fetch-mode", "navigate", "cookie", "a=1"))))
                .isEqualTo(STYLE);
    }

    @Test
    void earlyHints_haveWhatIsConfigured_too() {
        ResourceHints both = new ResourceHints(
                new Options(List.of(new Origin("https://fonts.example", true)), List.of(), List.of(), 10, 8));
        assertThat(both.earlyHints(request("/", NAVIGATION))).isEmpty();
        Page page = Features.of(List.of(both)).page(request("/", Map.of()), response(200, Map.of()));
        new Subject(List.of(both)).rewrite(STYLED.getBytes(UTF_8), page, Chunking.whole());
        assertThat(both.earlyHints(request("/", NAVIGATION)))
                .containsExactly(
                        "<https://fonts.example>; rel=preconnect; crossorigin=anonymous",
                        "</a.css>; rel=preload; as=style");
    }

    @Test
    void nextResponse_hasWhatWasLearnt_onceOnly() {
        learntFrom(STYLED);
        HttpResponse response = response(200, Map.of());
        HttpResponse withLink = response(200, Map.of("link", "</a.css>;rel=preload;as=style"));
        HttpResponse error = response(500, Map.of());
        for (HttpResponse each : List.of(response, withLink, error)) {
            feature.rewritten(Features.of(List.of(feature)).page(request("/", Map.of()), each), each);
        }
        assertThat(response.headers().getAll("link")).isEqualTo(STYLE);
        assertThat(withLink.headers().getAll("link")).hasSize(1);
        assertThat(error.headers().contains("link")).isFalse();
    }

    @Test
    void laterPage_replacesWhatWasLearnt() {
        learntFrom(STYLED);
        assertThat(learntFrom("<html><head><link rel=stylesheet href=/b.css></head>"))
                .containsExactly("</b.css>; rel=preload; as=style");
        assertThat(learntFrom("<html><head></head>")).isEmpty();
    }

    @Test
    void numberOfHintsAndPaths_isBounded() {
        ResourceHints small = new ResourceHints(new Options(List.of(), List.of(), List.of(), 2, 1));
        for (String path : List.of("/1", "/2", "/1", "/3")) {
            String html = "<html><head><link rel=stylesheet href=/a.css><link rel=stylesheet href=/b.css></head>";
            show(small, request(path, Map.of()), response(200, Map.of()), html);
        }
        assertThat(small.earlyHints(request("/1", NAVIGATION))).isEqualTo(STYLE);
        assertThat(small.earlyHints(request("/2", NAVIGATION))).isEmpty();
        assertThat(small.earlyHints(request("/3", NAVIGATION))).isEqualTo(STYLE);
    }

    @Test
    void policyThatForbidsOwnScripts_keepsThemFromBeingLearnt() {
        HttpResponse strict = response(200, Map.of("content-security-policy", "script-src 'nonce-x' 'strict-dynamic'"));
        show(feature, request("/", Map.of()), strict, "<html><head><script src=/a.js></script></head>");
        assertThat(feature.earlyHints(request("/", NAVIGATION))).isEmpty();
    }
}
