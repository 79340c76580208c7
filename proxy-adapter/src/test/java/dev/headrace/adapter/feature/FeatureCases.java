package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.request.Visitor;
import dev.headrace.fixtures.Chunking;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden cases of a feature: the lines of {@code cases/NAME.jsonl} beside this class, each a JSON object with
 *
 * <ul>
 *   <li>{@code id}, and {@code html}, the page in UTF-8;
 *   <li>{@code output}, what must come out; the page itself if left out;
 *   <li>{@code options}, an object that the test of the feature understands;
 *   <li>{@code request}, with {@code target} ({@code /}), {@code host} ({@code site.example}), {@code secure} ({@code true}) and
 *       {@code fields}; {@code response}, the fields of the response;
 *   <li>{@code applied}, how many places the feature worked at; {@code left-alone}, an object with how many it left alone, by reason;
 *       {@code skipped}, why it did nothing. What is left out is not looked at.
 *   <li>{@code again: false} where the output may not go through once more without a change; the feature's test tells whether it claims
 *       that at all.
 * </ul>
 *
 * Each case runs at all usual chunkings and at every cut into two.
 */
final class FeatureCases {
    private static final int LONGEST_CUT_EVERYWHERE = 2000;

    private final String name;
    private final boolean idempotent;
    private final Function<JsonNode, Feature> factory;
    private UnaryOperator<String> expansion = UnaryOperator.identity();
    private final ManualLoop loop;

    /** The cases of {@code cases/NAME.jsonl}. */
    FeatureCases(String name, boolean idempotent, Function<JsonNode, Feature> factory) {
        this(name, idempotent, factory, new ManualLoop());
    }

    /** The same, with the loop that what comes late comes by. */
    FeatureCases(String name, boolean idempotent, Function<JsonNode, Feature> factory, ManualLoop loop) {
        this.loop = loop;
        this.name = name;
        this.idempotent = idempotent;
        this.factory = factory;
    }

    /** Has a word in pages and outputs stand for something longer, such as an element of an own script. */
    FeatureCases with(String word, String meaning) {
        UnaryOperator<String> others = expansion;
        expansion = text -> others.apply(text).replace(word, meaning);
        return this;
    }

    /** A test for each case, and one that there are enough. */
    Stream<DynamicTest> tests() {
        List<JsonNode> cases = read();
        Set<String> ids = new HashSet<>();
        cases.forEach(each -> ids.add(each.required("id").textValue()));
        DynamicTest enough = dynamicTest(
                "there are 25 cases or more, each with an id of its own",
                () -> assertThat(ids).hasSize(cases.size()).hasSizeGreaterThanOrEqualTo(25));
        return Stream.concat(
                Stream.of(enough),
                cases.stream().map(each -> dynamicTest(each.required("id").textValue(), () -> run(each))));
    }

    private List<JsonNode> read() {
        String resource = "cases/" + name + ".jsonl";
        try (InputStream in = FeatureCases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            List<JsonNode> cases = new ArrayList<>();
            ObjectMapper json = new ObjectMapper();
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                cases.add(json.readTree(line));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private void run(JsonNode each) {
        Feature feature = factory.apply(each.path("options"));
        String source = expansion.apply(each.required("html").textValue());
        byte[] html = source.getBytes(UTF_8);
        String output = each.has("output") ? expansion.apply(each.path("output").textValue()) : source;
        Subject subject = new Subject(List.of(feature), loop);
        Stream<Chunking> everywhere =
                html.length <= LONGEST_CUT_EVERYWHERE ? Chunking.everyTwoWaySplit(html.length) : Stream.empty();
        Stream.concat(Chunking.usual().stream(), everywhere).forEach(chunking -> {
            Page page = subject.page(each);
            assertThat(subject.rewrite(html, page, chunking))
                    .as("%s, %s", each.required("id").textValue(), chunking)
                    .isEqualTo(output);
            assertTally(each, page.tally(feature));
        });
        if (idempotent && each.path("again").asBoolean(true)) {
            assertThat(subject.rewrite(output.getBytes(UTF_8), subject.page(each), Chunking.whole()))
                    .as("%s, once more", each.required("id").textValue())
                    .isEqualTo(output);
        }
    }

    private static void assertTally(JsonNode each, Tally tally) {
        if (each.has("applied")) {
            assertThat(tally.timesApplied())
                    .as("applied")
                    .isEqualTo(each.path("applied").intValue());
        }
        if (each.has("skipped")) {
            assertThat(tally.skippedBecause()).isEqualTo(each.path("skipped").textValue());
        }
        if (each.has("left-alone")) {
            TreeMap<String, Integer> expected = new TreeMap<>();
            each.path("left-alone")
                    .properties()
                    .forEach(entry ->
                            expected.put(entry.getKey(), entry.getValue().intValue()));
            assertThat(tally.timesLeftAlone()).isEqualTo(expected);
        }
    }

    /** Features with a rewriter of their own. */
    static final class Subject {
        private final Features features;
        private final HtmlRewriter rewriter;
        private final ManualLoop loop;

        Subject(List<Feature> on) {
            this(on, new ManualLoop());
        }

        Subject(List<Feature> on, ManualLoop loop) {
            this.loop = loop;
            features = Features.of(on);
            HtmlRewriterBuilder builder = HtmlRewriter.builder();
            features.addTo(builder);
            rewriter = builder.build();
        }

        /** The page that a case describes. */
        Page page(JsonNode each) {
            return features.page(request(each.path("request")), response(each.path("response")));
        }

        /** What becomes of a document. */
        String rewrite(byte[] html, @Nullable Page page, Chunking chunking) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LateOutput late = page == null || !page.mayBeLate() ? null : page.open(loop.outlet(out, "UTF-8"));
            RewriteStream stream = rewriter.open(late == null ? out::write : late, "utf-8", null, page);
            chunking.cut(html).forEach(chunk -> {
                if (!stream.write(chunk)) {
                    stream.ready().toCompletableFuture().join();
                }
                if (late != null) {
                    loop.runUntil(late.ready());
                }
            });
            stream.end();
            stream.ready().toCompletableFuture().join();
            if (late != null) {
                late.end();
                loop.runUntil(late.ready());
                late.close();
            }
            assertThat(stream.statistics().failure()).isNull();
            return out.toString(UTF_8);
        }

        static RequestHead request(JsonNode from) {
            HttpRequest request = new DefaultHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.GET, from.path("target").asText("/"));
            request.headers().set("host", from.path("host").asText("site.example"));
            from.path("fields")
                    .properties()
                    .forEach(field -> request.headers()
                            .set(field.getKey(), field.getValue().textValue()));
            return RequestHead.of(request)
                    .from(new Visitor(null, from.path("secure").asBoolean(true)));
        }

        static HttpResponse response(JsonNode fields) {
            HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers().set("content-type", "text/html");
            fields.properties()
                    .forEach(field -> response.headers()
                            .set(field.getKey(), field.getValue().textValue()));
            return response;
        }
    }
}
