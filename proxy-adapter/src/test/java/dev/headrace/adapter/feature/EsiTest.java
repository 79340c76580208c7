package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EsiTest {
    private final ManualLoop loop = new ManualLoop();

    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases(
                        "esi",
                        false,
                        options -> new Esi(new CaseFragments(options.path("fragments"), loop), options(options)),
                        loop)
                .tests();
    }

    @Test
    void fetches_runTogetherAndTakeTheTimeOfTheSlowest() {
        CaseFragments fragments = fragments(
                "{'/a': {'body': 'A<esi:include src=/n />', 'delay': 100}, '/b': {'body': 'B', 'delay': 300}, '/c': {'body': 'C',"
                        + " 'delay': 200}, '/n': {'body': 'N', 'delay': 150}}");
        Esi esi = new Esi(fragments, EsiOptions.DEFAULT);
        Subject subject = new Subject(List.of(esi), loop);
        String page = "1<p><esi:include src=/a />2<esi:include src=/b /></p><!--esi 3<esi:include src=/c />4-->";
        String output =
                subject.rewrite(page.getBytes(UTF_8), subject.page(MissingNode.getInstance()), Chunking.size(3));
        assertThat(output).isEqualTo("1<p>AN2B</p> 3C4");
        assertThat(fragments.log).containsExactly("0 /a", "0 /b", "0 /c", "100 /n");
        assertThat(loop.millis()).isEqualTo(300);
    }

    @Test
    void nothingIsFetchedTwice_norForAPageWithoutIncludes() {
        CaseFragments fragments = fragments("{}");
        Esi esi = new Esi(fragments, EsiOptions.DEFAULT);
        Subject subject = new Subject(List.of(esi), loop);
        byte[] page = "<p>a<!-- b --><script>'<esi:include src=/a />'</script>".getBytes(UTF_8);
        assertThat(subject.rewrite(page, subject.page(MissingNode.getInstance()), Chunking.size(1)))
                .isEqualTo(new String(page, UTF_8));
        assertThat(fragments.log).isEmpty();
    }

    @Test
    void pageWhoseLateOutputNobodyOpened_keepsItsIncludes() {
        Esi esi = new Esi(fragments("{'/a': 'A'}"), EsiOptions.DEFAULT);
        Features features = Features.of(List.of(esi));
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        features.addTo(builder);
        Page page =
                features.page(Subject.request(MissingNode.getInstance()), Subject.response(MissingNode.getInstance()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteStream stream = builder.build().open(out::write, "utf-8", null, page);
        stream.write("<p><esi:include src=/a /><esi:remove>b</esi:remove><!--esi <b>-->c".getBytes(UTF_8));
        stream.end();
        assertThat(out.toString(UTF_8)).isEqualTo("<p><esi:include src=/a /> <b>c");
        assertThat(page.tally(esi).timesLeftAlone()).isEqualTo(Map.of("no-output", 1));
    }

    @Test
    void pages_areStoredByNoSharedCache_unlessToldOtherwise() {
        assertThat(cacheControl(EsiOptions.DEFAULT)).isEqualTo("max-age=60, private");
        assertThat(cacheControl(EsiOptions.DEFAULT.withSharedCaches(true).withMost(3, 3)))
                .isEqualTo("public, max-age=60, s-maxage=600");
    }

    private String cacheControl(EsiOptions options) {
        HttpResponse response = Subject.response(JsonNodeFactory.instance
                .objectNode()
                .put("cache-control", "public, max-age=60, s-maxage=600")
                .put("etag", "\"x\""));
        Esi esi = new Esi(fragments("{}"), options);
        esi.rewritten(Features.of(List.of(esi)).page(Subject.request(MissingNode.getInstance()), response), response);
        assertThat(response.headers().contains("etag")).isFalse();
        return response.headers().get("cache-control");
    }

    @Test
    void optionsThatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> EsiOptions.DEFAULT.withMost(0, 3)).hasMessageContaining("maxFragments must be 1 to");
        assertThatThrownBy(() -> EsiOptions.DEFAULT.withMost(3, 9)).hasMessageContaining("maxDepth must be 1 to 8");
        assertThatThrownBy(() -> EsiOptions.DEFAULT.withTimes(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("timeout");
    }

    private CaseFragments fragments(String json) {
        try {
            return new CaseFragments(new ObjectMapper().readTree(json.replace('\'', '"')), loop);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static EsiOptions options(JsonNode from) {
        EsiOptions defaults = EsiOptions.DEFAULT;
        Set<String> hosts = new HashSet<>();
        from.path("hosts").forEach(host -> hosts.add(host.textValue()));
        return defaults.withHosts(hosts)
                .withTimes(
                        defaults.timeout(),
                        Duration.ofMillis(
                                from.path("budget").asLong(defaults.budget().toMillis())))
                .withMost(from.path("max-fragments").asInt(defaults.maxFragments()), defaults.maxDepth())
                .withBytes(
                        from.path("max-fragment-bytes").asInt(defaults.maxFragmentBytes()), defaults.maxQueuedBytes());
    }
}
