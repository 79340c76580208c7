package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HeadTagsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return new FeatureCases("head-tags", true, HeadTagsTest::feature).tests();
    }

    private static Feature feature(JsonNode options) {
        List<String> query = new ArrayList<>();
        options.path("query").forEach(each -> query.add(each.textValue()));
        return new HeadTags(new HeadTags.Options(
                options.path("canonical").asBoolean(true),
                options.path("origin").textValue(),
                query,
                options.path("robots").textValue()));
    }

    @Test
    void pageOfAnError_getsNoAddress() {
        Features features = Features.of(List.of(new HeadTags(HeadTags.Options.DEFAULT)));
        Page page = features.page(
                Subject.request(MissingNode.getInstance()),
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
        byte[] html = "<head></head>".getBytes(StandardCharsets.UTF_8);
        String output = new Subject(features.all()).rewrite(html, page, Chunking.whole());
        assertThat(output).isEqualTo("<head></head>");
        assertThat(page.tallies().get(0).timesLeftAlone()).containsEntry("no-address", 1);
    }

    @Test
    void optionsThatCannotBeMeant_areRefused() {
        for (String origin : List.of("site.example", "https://", "https://a/b", "ftp://a", "https://A\"")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HeadTags(new HeadTags.Options(true, origin, List.of(), null)))
                    .withMessageContaining(origin);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadTags(new HeadTags.Options(true, null, List.of(), " ")));
    }
}
