package dev.headrace.adapter.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeferredScriptsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        OwnScript loader = OwnScript.DEFERRED_SCRIPTS;
        String start = "<script src=\"" + loader.path() + "\" integrity=\"" + loader.integrity() + "\" defer=\"\"";
        return new FeatureCases("deferred-scripts", true, options -> {
                    List<String> except = new ArrayList<>();
                    for (JsonNode selector : options.path("except")) {
                        except.add(selector.textValue());
                    }
                    return new DeferredScripts(except);
                })
                .with("{loader}", start + "></script>")
                .with("{loader-with-nonce}", start + " nonce=\"n1\"></script>")
                .with("{strict-loader}", start + " data-nonce-only=\"\" nonce=\"n1\"></script>")
                .tests();
    }

    @Test
    void loader_isServed() {
        RequestHead request = RequestHead.of(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, OwnScript.DEFERRED_SCRIPTS.path()));
        FullHttpResponse answer = Objects.requireNonNull(new DeferredScripts(List.of()).answer(request));
        assertThat(answer.headers().get("content-type")).startsWith("text/javascript");
    }
}
