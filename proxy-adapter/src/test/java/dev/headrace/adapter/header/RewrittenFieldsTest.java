package dev.headrace.adapter.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewrittenFieldsTest {
    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Test
    void ofHead_whatHeldOfTheOriginsBytes_isGone() {
        for (String name :
                List.of("Content-Length", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest", "Last-Modified")) {
            headers.set(name, "1");
        }
        headers.set("Accept-Ranges", "bytes").set("ETag", "not a tag");
        RewrittenFields.ofHead(headers, "V", List.of());
        assertThat(headers.names()).hasSize(2).contains("Last-Modified");
        assertThat(headers.get("Accept-Ranges")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Origin|Origin, accept-encoding", "*|*", "Accept-Encoding|Accept-Encoding", "''|, accept-encoding"
            })
    void ofHead_coded_variesByAcceptEncoding(String before, String after) {
        headers.set("Content-Encoding", "gzip").set("Vary", before);
        RewrittenFields.ofHead(headers, "V", List.of("br"));
        assertThat(String.join(", ", headers.getAll("Vary"))).isEqualTo(after);
        assertThat(headers.get("Content-Encoding")).isEqualTo("br");
    }

    @Test
    void ofHead_codedForAClientThatTakesNone_isIdentity() {
        headers.set("Content-Encoding", "gzip");
        RewrittenFields.ofHead(headers, "V", List.of());
        assertThat(headers.contains("Content-Encoding")).isFalse();
        assertThat(headers.get("Vary")).isEqualTo("accept-encoding");
    }

    @Test
    void ofTrailers_keepsWhatStillHolds() {
        headers.set("Repr-Digest", "x")
                .set("ETag", "\"a\"")
                .set("Content-Length", "1")
                .set("Server-Timing", "db");
        RewrittenFields.ofTrailers(headers);
        assertThat(headers.names()).containsExactly("Server-Timing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-transform|true",
                "public, No-Transform , max-age=1|true",
                "no-cache=\"a, no-transform\"|false",
                "max-age=1|false"
            })
    void isNoTransform_readsDirectives(String field, boolean expected) {
        headers.set("Cache-Control", field);
        assertThat(CacheControl.isNoTransform(headers)).isEqualTo(expected);
    }
}
