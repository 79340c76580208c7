package dev.headrace.adapter.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §13.1. */
class ConditionalsTest {
    private static final String CURRENT = "W/\"a;hr-sV2\"";
    private static final String OLD = "W/\"a;hr-sV1\"";
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

    private final HttpHeaders headers = new DefaultHttpHeaders();

    private Conditionals map(HttpMethod method) {
        return Conditionals.map(method, headers, "V2");
    }

    @Test
    void ifNoneMatch_currentVersion_becomesTheOrigins() {
        headers.set("If-None-Match", CURRENT + ", \"image\"").set("If-Modified-Since", DATE);
        Conditionals conditionals = map(HttpMethod.GET);
        assertThat(headers.get("If-None-Match")).isEqualTo("\"a\", \"image\"");
        assertThat(headers.get("If-Modified-Since")).isEqualTo(DATE);
        assertThat(conditionals.ofNotModified("\"a\"")).isEqualTo(CURRENT);
        assertThat(conditionals.ofNotModified("\"image\"")).isNull();
        assertThat(conditionals.ofNotModified(null)).isNull();
    }

    @Test
    void notModified_weakAndStrongAreMixedUpByTheOrigin_hasTheTagThatTheClientHas() {
        headers.set("If-None-Match", CURRENT);
        assertThat(map(HttpMethod.GET).ofNotModified("W/\"a\"")).isEqualTo(CURRENT);
        headers.set("If-None-Match", "W/\"a;hr-wV2\"");
        assertThat(map(HttpMethod.GET).ofNotModified("\"a\"")).isEqualTo("W/\"a;hr-wV2\"");
        headers.set("If-None-Match", CURRENT + ", W/\"a;hr-wV2\"");
        assertThat(map(HttpMethod.GET).ofNotModified("W/\"a\"")).isEqualTo("W/\"a;hr-wV2\"");
    }

    @Test
    void ifNoneMatch_otherVersion_cannotGive304() {
        headers.set("If-None-Match", OLD).set("If-Modified-Since", DATE);
        map(HttpMethod.GET);
        assertThat(headers.contains("If-None-Match")).isFalse();
        assertThat(headers.contains("If-Modified-Since")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-Fetch-Dest|document|true",
                "Sec-Fetch-Dest|iframe|true",
                "Sec-Fetch-Dest|image|false",
                "Accept|text/html,application/xhtml+xml;q=0.9,*/*;q=0.8|true",
                "Accept|*/*|false",
                "Accept|image/avif,*/*|false",
            })
    void ifNoneMatch_tagFromBeforeRewriting_countsUnlessADocumentIsWanted(String name, String value, boolean document) {
        headers.set("If-None-Match", "\"raw\"").set("If-Modified-Since", DATE).set(name, value);
        map(HttpMethod.GET);
        assertThat(headers.contains("If-None-Match")).isNotEqualTo(document);
        assertThat(headers.contains("If-Modified-Since")).isNotEqualTo(document);
    }

    @Test
    void ifModifiedSince_aloneForADocument_isTakenOut() {
        headers.set("If-Modified-Since", DATE).set("Sec-Fetch-Dest", "document");
        map(HttpMethod.GET);
        assertThat(headers.contains("If-Modified-Since")).isFalse();
    }

    @Test
    void ifNoneMatch_any_stays() {
        headers.set("If-None-Match", "*").set("Sec-Fetch-Dest", "document");
        map(HttpMethod.GET);
        assertThat(headers.get("If-None-Match")).isEqualTo("*");
    }

    @Test
    void ifMatch_currentVersion_becomesTheOrigins_andNoOtherMatches() {
        headers.set("If-Match", CURRENT);
        map(HttpMethod.PUT);
        assertThat(headers.get("If-Match")).isEqualTo("\"a\"");
        headers.set("If-Match", OLD);
        map(HttpMethod.PUT);
        assertThat(headers.get("If-Match")).isEqualTo(OLD);
        headers.set("If-Match", "*");
        map(HttpMethod.PUT);
        assertThat(headers.get("If-Match")).isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"W/\"a;hr-sV2\"|false", "W/\"a;hr-sV1\"|false", "\"image\"|true", DATE + "|true"})
    void ifRange_ofARewrittenDocument_asksForTheWhole(String condition, boolean stays) {
        headers.set("If-Range", condition).set("Range", "bytes=1-2");
        map(HttpMethod.GET);
        assertThat(headers.contains("Range")).isEqualTo(stays);
        assertThat(headers.contains("If-Range")).isEqualTo(stays);
    }

    @Test
    void range_alone_stays() {
        headers.set("Range", "bytes=1-2").set("Sec-Fetch-Dest", "document");
        map(HttpMethod.GET);
        assertThat(headers.get("Range")).isEqualTo("bytes=1-2");
    }
}
