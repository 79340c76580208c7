package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.adapter.feature.CspNonces.Options;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CspNoncesTest {
    static final String NONCE = "bm9uY2Ugb2YgdGVzdA==";

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "csp-nonces",
                        true,
                        options -> new CspNonces(
                                new Options(
                                        options.path("inline").asBoolean(true),
                                        options.path("styles").asBoolean(true),
                                        options.path("reuse").asBoolean(false),
                                        options.path("policy").textValue()),
                                () -> NONCE))
                .tests();
    }

    @ParameterizedTest(quoteTextArguments = false)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "script-src 'self' | script-src 'self' 'nonce-N'",
                "SCRIPT-SRC  'Self' ;; style-src a.example | script-src 'Self' 'nonce-N'; style-src a.example 'nonce-N'",
                "default-src 'self' | default-src 'self'; script-src 'self' 'nonce-N'; style-src 'self' 'nonce-N'",
                "default-src https:; style-src 'none' | default-src https:; style-src 'none'; script-src https: 'nonce-N'",
                "script-src 'self'; script-src-elem b.example | script-src 'self'; script-src-elem b.example 'nonce-N'",
                "script-src 'unsafe-inline' | script-src 'unsafe-inline' 'nonce-N'; script-src-attr 'unsafe-inline'",
                "style-src 'unsafe-inline'; style-src-attr 'none'"
                        + " | style-src 'unsafe-inline' 'nonce-N'; style-src-attr 'none'",
                "script-src 'unsafe-inline' 'sha256-abc=' | script-src 'unsafe-inline' 'sha256-abc=' 'nonce-N'",
                "script-src 'none'; style-src 'self' | script-src 'none'; style-src 'self' 'nonce-N'",
                "script-src 'nonce-own'; style-src 'self' | script-src 'nonce-own'; style-src 'self' 'nonce-own'",
                "script-src a, script-src b | script-src a 'nonce-N', script-src b 'nonce-N'",
                "img-src 'self' | img-src 'self'",
                "upgrade-insecure-requests; script-src a | upgrade-insecure-requests; script-src a 'nonce-N'",
            })
    void policy_getsTheNonceWhereItRestricts(String policy, String expected) {
        CspNonces nonces = new CspNonces(Options.DEFAULT, () -> NONCE);
        HttpHeaders fields = head(nonces, policy).headers();
        assertThat(String.join(", ", fields.getAll("content-security-policy")))
                .isEqualTo(expected.replace("nonce-N", "nonce-" + NONCE));
    }

    @Test
    void inlineOff_leavesAPolicyThatAllowsWhatIsInline() {
        CspNonces nonces = new CspNonces(new Options(false, true, false, null), () -> NONCE);
        String policy = "script-src 'self' 'unsafe-inline'; style-src 'self'";
        assertThat(head(nonces, policy).headers().get("content-security-policy"))
                .isEqualTo(policy + " 'nonce-" + NONCE + "'");
    }

    @Test
    void responseWithANewNonce_isForOneClient() {
        HttpHeaders fields = head(
                        new CspNonces(Options.DEFAULT),
                        fields("script-src 'self'")
                                .put("etag", "\"1\"")
                                .put("last-modified", "Sat, 21 Nov 2026 20:00:00 GMT")
                                .put("cache-control", "Public, max-age=60, s-maxage=600")
                                .put("cdn-cache-control", "max-age=600"))
                .headers();
        assertThat(fields.contains("etag")).isFalse();
        assertThat(fields.contains("last-modified")).isFalse();
        assertThat(fields.contains("cdn-cache-control")).isFalse();
        assertThat(fields.get("cache-control")).isEqualTo("max-age=60, private");
    }

    @ParameterizedTest
    @CsvSource({"no-store", "private", "'no-cache, PRIVATE'"})
    void responseThatIsForOneClient_staysSo(String cacheControl) {
        ObjectNode fields = fields("script-src 'self'").put("cache-control", cacheControl);
        assertThat(head(new CspNonces(Options.DEFAULT), fields).headers().get("cache-control"))
                .isEqualTo(cacheControl);
    }

    @Test
    void responseWithTheNonceOfItsOrigin_keepsItsValidators() {
        ObjectNode fields = fields("script-src 'nonce-own'").put("etag", "\"1\"");
        HttpHeaders after = head(new CspNonces(Options.DEFAULT), fields).headers();
        assertThat(after.get("etag")).isEqualTo("\"1\"");
        assertThat(after.contains("cache-control")).isFalse();
    }

    @Test
    void responseWithoutPolicy_isLeftAlone() {
        JsonNode fields = JsonNodeFactory.instance.objectNode().put("etag", "\"1\"");
        HttpHeaders after = head(new CspNonces(Options.DEFAULT), fields).headers();
        assertThat(after.contains("content-security-policy")).isFalse();
        assertThat(after.get("etag")).isEqualTo("\"1\"");
    }

    @Test
    void nonces_are128BitsAndNewForEachPage() {
        CspNonces nonces = new CspNonces(Options.DEFAULT);
        Subject subject = new Subject(List.of(nonces));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String nonce = subject.page(
                            JsonNodeFactory.instance.objectNode().set("response", fields("script-src 'self'")))
                    .policy()
                    .scriptNonce();
            assertThat(Base64.getDecoder().decode(nonce)).hasSize(16);
            seen.add(nonce);
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void featuresBehind_useTheNonce() {
        CspNonces nonces = new CspNonces(Options.DEFAULT, () -> NONCE);
        Inject inject = new Inject(List.of(Injection.script(Injection.Position.END, "body", "a()")));
        Subject subject = new Subject(List.of(nonces, inject));
        Page page = subject.page(JsonNodeFactory.instance.objectNode().set("response", fields("script-src 'self'")));
        assertThat(subject.rewrite("<html><body>x</body>".getBytes(UTF_8), page, Chunking.whole()))
                .isEqualTo("<html><body>x<script nonce=\"" + NONCE + "\">a()</script></body>");
    }

    private static HttpResponse head(CspNonces nonces, String policy) {
        return head(nonces, fields(policy));
    }

    private static HttpResponse head(CspNonces nonces, JsonNode fields) {
        HttpResponse response = Subject.response(fields);
        Page page = Features.of(List.of(nonces)).page(Subject.request(JsonNodeFactory.instance.objectNode()), response);
        nonces.rewritten(page, response);
        return response;
    }

    private static ObjectNode fields(String policy) {
        return JsonNodeFactory.instance.objectNode().put("content-security-policy", policy);
    }
}
