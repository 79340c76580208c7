package dev.headrace.adapter.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §7.1, §7.2; RFC 9112 §3.2. */
class RequestHeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/a/b?c=/d|Site.Example|site.example|/a/b",
                "GET|/|site.example:8080|site.example|/",
                "GET|/x#f|[::1]:80|[::1]|/x",
                "GET|/a?u=http://b/|[::1]|[::1]|/a",
                "GET|http://Other.example:1/p?q|site.example|other.example|/p",
                "GET|http://other.example?q|site.example|other.example|/",
                "CONNECT|site.example:443|x|site.example|''",
                "OPTIONS|*|site.example|site.example|*",
                "GET|/||''|/",
            })
    void of_request(String method, String target, String hostField, String host, String path) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target);
        if (hostField != null) {
            request.headers().set("Host", hostField);
        }
        RequestHead head = RequestHead.of(request);
        assertThat(head.host()).isEqualTo(host);
        assertThat(head.path()).isEqualTo(path);
        assertThat(head.target()).isEqualTo(target);
    }

    @Test
    void versionTag_sameVersion_sameTagInEveryProcess() {
        HtmlRewriter rewriter = HtmlRewriter.builder().build();
        assertThat(Rewriting.of(rewriter, "1").versionTag()).isEqualTo("a4ayc_80_OE");
        assertThat(Rewriting.of(rewriter, "2").versionTag()).hasSize(11).isNotEqualTo("a4ayc_80_OE");
    }
}
