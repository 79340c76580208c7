package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsBeaconTest {
    private static final String COLLECTOR = "/cdn-cgi/headrace/beacon";

    private final List<RequestHead> visits = new ArrayList<>();
    private final AnalyticsBeacon beacon = new AnalyticsBeacon("shop-1", visits::add);

    @TestFactory
    Stream<DynamicTest> cases() {
        OwnScript script = OwnScript.BEACON;
        String start = "<script src=\"" + script.path() + "\" integrity=\"" + script.integrity()
                + "\" defer=\"\" data-token=\"";
        return new FeatureCases(
                        "analytics-beacon",
                        true,
                        options -> new AnalyticsBeacon(options.path("token").asText("shop-1"), visits::add))
                .with("{beacon}", start + "shop-1\"></script>")
                .with("{other-beacon}", start + "a.B_9\"></script>")
                .with("{beacon-with-nonce}", start + "shop-1\" nonce=\"q1+/w==\"></script>")
                .with("{path}", script.path())
                .tests();
    }

    @Test
    void message_isCountedAndAnsweredWithoutContent() {
        FullHttpResponse answer = answer(HttpMethod.POST, COLLECTOR, "same-origin");
        assertThat(answer.status().code()).isEqualTo(204);
        assertThat(answer.headers().get("cache-control")).isEqualTo("no-store");
        assertThat(answer.headers().contains("content-length")).isFalse();
        assertThat(visits).hasSize(1);
    }

    @Test
    void messageOfABrowserThatSaysNothing_isCounted() {
        answer(HttpMethod.POST, COLLECTOR, null);
        assertThat(visits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void messageFromElsewhere_isRefused(String site) {
        FullHttpResponse answer = answer(HttpMethod.POST, COLLECTOR, site);
        assertThat(answer.status().code()).isEqualTo(403);
        assertThat(visits).isEmpty();
    }

    @Test
    void collector_takesMessagesOnly() {
        FullHttpResponse answer = answer(HttpMethod.GET, COLLECTOR, null);
        assertThat(answer.status().code()).isEqualTo(405);
        assertThat(answer.headers().get("allow")).isEqualTo("POST");
        assertThat(visits).isEmpty();
    }

    @Test
    void script_isServedAndSendsToTheCollector() {
        FullHttpResponse answer = answer(HttpMethod.GET, OwnScript.BEACON.path(), null);
        assertThat(answer.status().code()).isEqualTo(200);
        assertThat(answer.content().toString(UTF_8)).contains('"' + COLLECTOR + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/cdn-cgi/headrace/beacon/", "/cdn-cgi/headrace/beacon-old.js"})
    void anythingElse_isNotAnswered(String path) {
        assertThat(beacon.answer(request(HttpMethod.POST, path, null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "ä"})
    void token_thatIsNone_isRefused(String token) {
        assertThatThrownBy(() -> new AnalyticsBeacon(token, visits::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token");
    }

    private FullHttpResponse answer(HttpMethod method, String path, @Nullable String site) {
        return Objects.requireNonNull(beacon.answer(request(method, path, site)));
    }

    private static RequestHead request(HttpMethod method, String path, @Nullable String site) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path);
        request.headers().set("host", "site.example");
        if (site != null) {
            request.headers().set("sec-fetch-site", site);
        }
        return RequestHead.of(request);
    }
}
