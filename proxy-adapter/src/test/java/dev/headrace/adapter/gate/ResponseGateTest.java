package dev.headrace.adapter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.header.AcceptEncoding;
import dev.headrace.adapter.report.SkipReason;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseGateTest {
    private final HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);

    private ResponseGate gate() {
        return ResponseGate.of(HttpMethod.GET, response, "Headrace");
    }

    @ParameterizedTest
    @CsvSource({
        "200,",
        "201,",
        "203,",
        "204,STATUS",
        "205,STATUS",
        "206,PARTIAL_CONTENT",
        "301,STATUS",
        "302,STATUS",
        "304,NOT_MODIFIED",
        "101,STATUS",
        "400,",
        "404,",
        "410,",
        "500,",
        "503,"
    })
    void of_status(int status, SkipReason skip) {
        response.setStatus(HttpResponseStatus.valueOf(status)).headers().set("Content-Type", "text/html");
        assertThat(gate().skip()).isEqualTo(skip);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html|",
                "TEXT/HTML;charset=x|",
                "application/xhtml+xml|",
                "text/plain|MEDIA_TYPE",
                "text/html2|MEDIA_TYPE",
                "text/event-stream|MEDIA_TYPE",
                "application/xml|MEDIA_TYPE",
                "image/svg+xml|MEDIA_TYPE",
                "application/json|MEDIA_TYPE",
                "multipart/byteranges; boundary=x|PARTIAL_CONTENT",
                "text/html, text/plain|MEDIA_TYPE",
                "''|MEDIA_TYPE",
            })
    void of_mediaType(String type, SkipReason skip) {
        response.headers().set("Content-Type", type);
        assertThat(gate().skip()).isEqualTo(skip);
    }

    @Test
    void of_severalMediaTypes_mustAgree() {
        assertThat(gate().skip()).isEqualTo(SkipReason.NO_MEDIA_TYPE);
        response.headers().add("Content-Type", "text/html").add("Content-Type", "TEXT/html ");
        assertThat(gate().skip()).isNull();
        response.headers().add("Content-Type", "text/html; charset=utf-8");
        assertThat(gate().skip()).isEqualTo(SkipReason.CONFLICTING_MEDIA_TYPES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control|no-transform|NO_TRANSFORM",
                "Content-Length|0|EMPTY",
                "Headrace|rewritten|ALREADY_REWRITTEN",
                "Headrace|skipped; reason=status|",
                "Content-Encoding|compress|UNKNOWN_CODING",
                "Content-Encoding|gzip, compress|UNKNOWN_CODING",
                "Content-Encoding|gzip, br, gzip, br|TOO_MANY_CODINGS",
                "Content-Encoding|identity, , GZIP|",
                "Transfer-Encoding|gzip, chunked|UNKNOWN_CODING",
                "Transfer-Encoding|Chunked|",
            })
    void of_otherFields(String name, String value, SkipReason skip) {
        response.headers().set("Content-Type", "text/html").set(name, value);
        assertThat(gate().skip()).isEqualTo(skip);
    }

    @Test
    void of_codingsOnSeveralLines_inTheirOrder() {
        response.headers()
                .set("Content-Type", "text/html; charset=\"koi8-r\"")
                .add("Content-Encoding", "x-gzip")
                .add("Content-Encoding", "BR ,zstd");
        assertThat(gate())
                .isEqualTo(new ResponseGate(
                        null, "koi8-r", List.of(ContentCoding.GZIP, ContentCoding.BROTLI, ContentCoding.ZSTD)));
        assertThat(ResponseGate.of(HttpMethod.HEAD, response, null).skip()).isEqualTo(SkipReason.HEAD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, br|[BROTLI]",
                "br;q=0.1|[BROTLI]",
                "gzip|[GZIP]",
                "gzip;q=0.5, deflate|[DEFLATE]",
                "compress|[]",
                "*;q=0.5, br;q=0|[ZSTD]",
                "''|[]",
            })
    void redone_brotli_theSameOrTheBestThatTheClientTakes(String accepted, String expected) {
        assertThat(ContentCodings.redone(List.of(ContentCoding.BROTLI), AcceptEncoding.of(List.of(accepted))))
                .hasToString(expected);
    }

    @Test
    void redone_stacked_staysIfTheClientTakesAll() {
        List<ContentCoding> stacked = List.of(ContentCoding.GZIP, ContentCoding.BROTLI);
        assertThat(ContentCodings.redone(stacked, AcceptEncoding.of(List.of("gzip, br"))))
                .isEqualTo(stacked);
        assertThat(ContentCodings.redone(stacked, AcceptEncoding.of(List.of("gzip"))))
                .containsExactly(ContentCoding.GZIP);
    }
}
