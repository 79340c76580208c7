package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExcludesTest {
    private static final Suspicion BOTS = Suspicion.userAgent(List.of("bot", "Crawl"));

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("excludes", true, options -> new Excludes(BOTS)).tests();
    }

    @Test
    void userAgent_isSuspiciousByAWordOrIfThereIsNone() {
        assertThat(BOTS.test()).accepts(request("user-agent", "Mozilla/5.0 (compatible; GoodBot/2.1)"));
        assertThat(BOTS.test()).accepts(request("user-agent", "my-crawler"), request("x", "y"));
        assertThat(BOTS.test()).rejects(request("user-agent", "Mozilla/5.0 (X11; Linux x86_64)"));
    }

    @Test
    void headerField_isSuspiciousByItsValue() {
        Suspicion flagged = Suspicion.headerField("X-WAF", "suspicious");

        assertThat(flagged.test()).accepts(request("x-waf", "Suspicious"));
        assertThat(flagged.test()).rejects(request("x-waf", "suspicious-not"), request("y", "suspicious"));
    }

    @Test
    void address_isSuspiciousIfItIsKnownAndMeant() throws UnknownHostException {
        Suspicion local = Suspicion.address(InetAddress::isLoopbackAddress);
        RequestHead request = request("x", "y");

        assertThat(local.test())
                .accepts(request.from(new Visitor(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), true)));
        assertThat(local.test())
                .rejects(request, request.from(new Visitor(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), true)));
        assertThat(local.or(BOTS).test()).accepts(request);
        assertThat(local.or(BOTS).name()).isEqualTo("address-or-user-agent");
    }

    @Test
    void rewritten_forSuspiciousVisitors_isForNoSharedCache() {
        HttpHeaders fields = rewrittenFields("EvilBot");

        assertThat(fields.getAll("cache-control")).containsExactly("max-age=60, must-revalidate, private");
        assertThat(fields.names()).doesNotContain("etag", "last-modified", "cdn-cache-control");
    }

    @Test
    void rewritten_forOthers_staysAsItIs() {
        HttpHeaders fields = rewrittenFields("Mozilla/5.0");

        assertThat(fields.get("cache-control")).isEqualTo("public, max-age=60, S-MaxAge=600, must-revalidate");
        assertThat(fields.names()).contains("etag", "last-modified", "cdn-cache-control");
    }

    private static HttpHeaders rewrittenFields(String agent) {
        Excludes feature = new Excludes(BOTS);
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        HttpResponse response =
                Subject.response(none.put("cache-control", "public, max-age=60, S-MaxAge=600, must-revalidate")
                        .put("cdn-cache-control", "max-age=600")
                        .put("etag", "\"x\"")
                        .put("last-modified", "Sat, 21 Nov 2026 00:00:00 GMT"));
        Page page = Features.of(List.of(feature)).page(request("user-agent", agent), response);
        feature.rewritten(page, response);
        return response.headers();
    }

    private static RequestHead request(String field, String value) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("fields").put(field, value);
        return Subject.request(request);
    }
}
