package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.feature.Esi;
import dev.headrace.adapter.feature.EsiOptions;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.Fragment;
import dev.headrace.adapter.feature.FragmentRequest;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that include fragments, in a pipeline: what leaves when, and what becomes of it if nobody waits. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class FragmentsTest {
    private final Map<String, CompletableFuture<Fragment>> fetches = new LinkedHashMap<>();
    private final List<FragmentRequest> requests = new ArrayList<>();

    private RewritePolicy esi(EsiOptions options) {
        return esi(HtmlRewriter.builder(), options);
    }

    private RewritePolicy esi(HtmlRewriterBuilder rewriter, EsiOptions options) {
        Esi esi = new Esi(
                request -> {
                    requests.add(request);
                    return fetches.computeIfAbsent(request.target(), target -> new CompletableFuture<>());
                },
                options);
        Rewriting rewriting = Features.of(List.of(esi)).rewriting(rewriter, "1");
        return request -> rewriting;
    }

    private void arrive(Front front, String target, String html) {
        Objects.requireNonNull(fetches.get(target)).complete(Fragment.of(200, "text/html", bytes(html)));
        front.channel.runPendingTasks();
    }

    private static void pass(Front front, long millis) {
        front.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        front.channel.runPendingTasks();
    }

    @ParameterizedTest
    @EnumSource
    void include_whatStandsBeforeItIsSentAtOnceAndLaterFetchesBegin(Front.Protocol protocol) {
        try (Front front = new Front(protocol, esi(EsiOptions.DEFAULT), RewriteOptions.DEFAULT)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>one<esi:include src=/a /><p>two<esi:include src=/b />");
            assertThat(front.received().text()).isEqualTo("<p>one");
            assertThat(fetches).containsOnlyKeys("/a", "/b");
            front.piece("three<esi:include src=/c />");
            assertThat(fetches).containsOnlyKeys("/a", "/b", "/c");
            arrive(front, "/b", "B");
            assertThat(front.received().text()).isEqualTo("<p>one");
            arrive(front, "/a", "A");
            assertThat(front.received().text()).isEqualTo("<p>oneA<p>twoBthree");
            front.end();
            assertThat(front.received().complete).isFalse();
            arrive(front, "/c", "C");
            assertThat(front.received().text()).isEqualTo("<p>oneA<p>twoBthreeC");
            assertThat(front.received().complete || !front.channel.isOpen()).isTrue();
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        }
    }

    @Test
    void include_throughCodings_isInThem() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get("Accept-Encoding", "gzip");
            front.write(Front.html("Content-Encoding", "gzip"));
            front.piece(Codings.done(bytes("<p>one<esi:include src=/a />two"), ContentCoding.GZIP));
            front.end();
            int before = front.received().body.size();
            assertThat(before).isPositive();
            arrive(front, "/a", "A");
            assertThat(new String(front.received().decoded(), UTF_8)).isEqualTo("<p>oneAtwo");
            assertThat(front.received().complete).isTrue();
        }
    }

    /** Without HTTP/1's encoder: embedded channels let a timer that is due go off in the middle of a write, which no event loop does. */
    @ParameterizedTest
    @EnumSource(names = {"OBJECTS", "HTTP_2"})
    void lateFragments_costTheTimeOfOne(Front.Protocol protocol) {
        try (Front front = new Front(protocol, esi(EsiOptions.DEFAULT), RewriteOptions.DEFAULT)) {
            front.channel.freezeTime();
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />2<esi:include src=/b />3");
            front.end();
            pass(front, 499);
            assertThat(front.received().text()).isEqualTo("<p>1");
            pass(front, 1);
            assertThat(front.received().text()).isEqualTo("<p>1<!--esi:include timeout-->2<!--esi:include timeout-->3");
            assertThat(front.received().complete).isTrue();
            assertThat(fetches.values()).allMatch(CompletableFuture::isCancelled);
        }
    }

    @Test
    void clientLeaves_fetchesAreCancelled() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html());
            front.piece("<p><esi:include src=/a />2<esi:include src=/b />");
            front.leave();
            assertThat(fetches.values()).hasSize(2).allMatch(CompletableFuture::isCancelled);
            assertThat(front.report().outcome()).isEqualTo(Outcome.ABANDONED);
        }
    }

    @Test
    void originFailsWhileAFragmentIsAwaited_resetsTheResponse() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html("Content-Length", "1000"));
            front.piece("<p>1<esi:include src=/a />2");
            front.end();
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
            assertThat(fetches.get("/a")).isCancelled();
        }
    }

    @Test
    void muchWaits_theOriginIsHeldUpUntilTheFragmentComes() {
        String much = "x".repeat(2000);
        try (Front front = new Front(esi(EsiOptions.DEFAULT.withBytes(1000, 1500)))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />");
            assertThat(front.channel.isWritable()).isTrue();
            front.piece(much);
            assertThat(front.channel.isWritable()).isFalse();
            arrive(front, "/a", "A");
            assertThat(front.channel.isWritable()).isTrue();
            front.end();
            assertThat(front.received().text()).isEqualTo("<p>1A" + much);
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void tooMuchWaits_theFragmentIsGivenUp() {
        String much = "x".repeat(5000);
        try (Front front = new Front(esi(EsiOptions.DEFAULT.withBytes(1000, 1500)))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />" + much + "2");
            assertThat(front.received().text()).isEqualTo("<p>1<!--esi:include overflow-->" + much + "2");
            front.piece("3<esi:include src=/b />");
            front.end();
            arrive(front, "/b", "B");
            assertThat(front.received().text()).endsWith("x23B");
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void originThatDoesNotListen_getsThroughWithoutTheFragment() {
        RewriteOptions options = RewriteOptions.DEFAULT.withMaxQueuedBytes(1000);
        String much = "x".repeat(2000);
        try (Front front = new Front(Front.Protocol.HTTP_1_1, esi(EsiOptions.DEFAULT.withBytes(1000, 1500)), options)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />");
            front.piece(much);
            front.piece(much);
            front.piece(much);
            front.channel.runPendingTasks();
            front.end();
            assertThat(front.received().text()).isEqualTo("<p>1<!--esi:include overflow-->" + much + much + much);
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void slowClient_getsEverythingInOrder() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />2<esi:include src=/b />3");
            arrive(front, "/a", "a".repeat(100_000));
            front.end();
            arrive(front, "/b", "B");
            assertThat(front.received().text()).isEqualTo("<p>1" + "a".repeat(100_000) + "2B3");
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void fragmentsOfOtherThreads_arriveOnTheEventLoop() throws InterruptedException {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />2");
            front.end();
            CompletableFuture<Fragment> fetch = Objects.requireNonNull(fetches.get("/a"));
            Thread other = new Thread(() -> fetch.complete(Fragment.of(200, "text/html", bytes("A"))));
            other.start();
            other.join();
            assertThat(front.received().text()).isEqualTo("<p>1");
            front.channel.runPendingTasks();
            assertThat(front.received().text()).isEqualTo("<p>1A2");
        }
    }

    @Test
    void entityTagsAndDates_sayNothingOfFragmentsAndAreRemoved() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.answer(
                    Front.html("ETag", "\"1\"", "Last-Modified", "Sat, 21 Nov 2026 20:00:00 GMT"),
                    bytes("<p>no include"));
            assertThat(front.received().headers.names()).doesNotContain("ETag", "Last-Modified");
            assertThat(front.received().text()).isEqualTo("<p>no include");
        }
    }

    @Test
    void fragments_areInThePagesEncoding() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.response(200, "Content-Type", "text/html; charset=windows-1252"));
            front.piece("<p><esi:include src=/a /></p>");
            front.end();
            arrive(front, "/a", "é€ű");
            assertThat(front.received().body.toByteArray()).isEqualTo(new byte[] {
                '<', 'p', '>', (byte) 0xE9, (byte) 0x80, '&', '#', '3', '6', '9', ';', '<', '/', 'p', '>'
            });
        }
    }

    @Test
    void fragments_areInUtf16Too() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.response(200, "Content-Type", "text/html; charset=utf-16le"));
            front.piece("<p>ü<esi:include src=/a />ü</p>".getBytes(UTF_16LE));
            front.end();
            arrive(front, "/a", "é€ű");
            assertThat(front.received().body.toString(UTF_16LE)).isEqualTo("<p>üé€űü</p>");
        }
    }

    @Test
    void includeInWhatSomethingElseRemoves_isNotPutIn() {
        HtmlRewriterBuilder removing = HtmlRewriter.builder().on("aside", aside -> aside.remove());
        try (Front front = new Front(esi(removing, EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<aside>2<esi:include src=/a /><!--esi <esi:include src=/b /> -->3</aside>4");
            front.end();
            assertThat(front.received().text()).isEqualTo("<p>14");
            assertThat(front.received().complete).isTrue();
            assertThat(fetches.get("/a")).isCancelled();
        }
    }

    @Test
    void handlersThatTakeTheirTime_keepTheOrderToo() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        HtmlRewriterBuilder slow =
                HtmlRewriter.builder().onAsync("b", b -> later.thenRun(() -> b.setAttribute("class", "late")));
        try (Front front = new Front(esi(slow, EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a />2<b>3</b>4<esi:include src=/c />5");
            front.end();
            arrive(front, "/a", "A");
            assertThat(front.received().text()).isEqualTo("<p>1A2");
            later.complete(null);
            front.channel.runPendingTasks();
            assertThat(front.received().text()).isEqualTo("<p>1A2<b class=\"late\">3</b>4");
            assertThat(front.received().complete).isFalse();
            arrive(front, "/c", "C");
            assertThat(front.received().text()).isEqualTo("<p>1A2<b class=\"late\">3</b>4C5");
            assertThat(front.received().complete).isTrue();
        }
    }

    @Test
    void rewriterFails_whatWasIncludedStaysAndTheRestPasses() {
        HtmlRewriterBuilder failing = HtmlRewriter.builder().on("i", i -> {
            throw new IllegalStateException("i");
        });
        try (Front front = new Front(esi(failing, EsiOptions.DEFAULT))) {
            front.get();
            front.write(Front.html());
            front.piece("<p>1<esi:include src=/a /></p>2<i>3<esi:include src=/b />");
            front.end();
            arrive(front, "/a", "A");
            assertThat(front.received().text()).isEqualTo("<p>1A</p>2<i>3<esi:include src=/b />");
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN_IN_PART);
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void requests_tellWhatThePageAnswersAndHowDeep() {
        try (Front front = new Front(esi(EsiOptions.DEFAULT))) {
            front.get("Cookie", "a=b");
            front.write(Front.html());
            front.piece("<p><esi:include src=part />");
            arrive(front, "/part", "<esi:include src=\"?x\"/>");
            assertThat(requests).extracting(FragmentRequest::target).containsExactly("/part", "/part?x");
            assertThat(requests).extracting(FragmentRequest::depth).containsExactly(1, 2);
            assertThat(requests.get(0).page().target()).isEqualTo("/page?q");
            assertThat(requests.get(0).page().headers().get("Cookie")).isEqualTo("a=b");
        }
    }
}
