package dev.headrace.adapter.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.adapter.header.MediaType;
import dev.headrace.rewriter.HtmlRewriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of a case, by target: a string, the content, or an object with {@code status}, {@code type}, {@code body}, and {@code delay} in
 * milliseconds, {@code never}, {@code error} or {@code throws}. Others are not found.
 */
final class CaseFragments implements FragmentSource {
    private final JsonNode fragments;
    private final ManualLoop loop;

    /** What was asked for, and when. */
    final List<String> log = new ArrayList<>();

    CaseFragments(JsonNode fragments, ManualLoop loop) {
        this.fragments = fragments;
        this.loop = loop;
    }

    @Override
    public CompletionStage<Fragment> fetch(FragmentRequest request) {
        String url = (request.origin() == null ? "" : request.origin()) + request.target();
        log.add(loop.millis() + " " + url);
        JsonNode answer = fragments.path(url);
        if (answer.path("throws").booleanValue()) {
            throw new IllegalStateException(url);
        }
        CompletableFuture<Fragment> fetched = new CompletableFuture<>();
        if (answer.path("error").booleanValue()) {
            fetched.completeExceptionally(new IllegalStateException(url));
        } else if (answer.has("delay")) {
            var unused = loop.executor()
                    .schedule(
                            () -> fetched.complete(fragment(answer)),
                            answer.path("delay").longValue(),
                            TimeUnit.MILLISECONDS);
        } else if (!answer.path("never").booleanValue()) {
            fetched.complete(fragment(answer));
        }
        return fetched;
    }

    private static Fragment fragment(JsonNode answer) {
        String type = type(answer);
        String body =
                answer.isTextual() ? answer.textValue() : answer.path("body").asText("");
        int status = answer.isMissingNode() ? 404 : answer.path("status").asInt(200);
        return Fragment.of(status, type, body.getBytes(charset(type)));
    }

    private static @Nullable String type(JsonNode answer) {
        return answer.has("type") ? answer.path("type").textValue() : "text/html";
    }

    private static Charset charset(@Nullable String type) {
        MediaType parsed = type == null ? null : MediaType.parse(type);
        String label = parsed == null ? null : parsed.charset();
        String name = label == null ? null : HtmlRewriter.encodingName(label);
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    }
}
