package dev.headrace.adapter;

import static dev.headrace.adapter.Rewriters.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.policy.Preparation;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.ContentDifference;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.ShadowOutcome;
import dev.headrace.adapter.report.ShadowReport;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.CorpusPage;
import dev.headrace.fixtures.Pages;
import dev.headrace.fixtures.TestData;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Candidates beside what is live: what is found, and that clients see nothing of it. */
// Whether a write succeeded is looked at where it matters.
@SuppressWarnings("FutureReturnValueIgnored")
class ShadowTest {
    private static final byte[] PAGE = Pages.realistic(11, 60_000);
    private static final byte[] EXPECTED = Rewriters.rewritten(PAGE);

    private final List<ShadowReport> reports = new ArrayList<>();

    /** The live rewriting of these tests, with a candidate. */
    private RewritePolicy beside(Rewriting candidate) {
        Rewriting both = Rewriters.REWRITING.withShadow(candidate, (request, report) -> reports.add(report), 1);
        return request -> both;
    }

    /** What the live rewriter does, to be added to. */
    private static HtmlRewriterBuilder same() {
        return HtmlRewriter.builder()
                .on("a[href]", a -> a.setAttribute("rel", "nofollow"))
                .onComments("*", comment -> comment.remove())
                .on("body", body -> body.append(Content.html("<i>end</i>")));
    }

    private ShadowReport report() {
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    /** Rewrites the page beside a candidate; the client gets what it would get without one. */
    private ShadowReport run(Rewriting candidate, byte[]... pieces) {
        try (Front front = new Front(beside(candidate))) {
            front.get();
            front.answer(Front.html("ETag", "\"1\""), pieces.length == 0 ? new byte[][] {PAGE} : pieces);
            assertThat(front.received().complete).isTrue();
            assertThat(front.received().headers.get("ETag")).contains(Rewriters.REWRITING.versionTag());
            if (pieces.length == 0) {
                assertThat(front.received().body.toByteArray()).isEqualTo(EXPECTED);
            }
            assertThat(front.report().outcome()).isEqualTo(Outcome.REWRITTEN);
        }
        return report();
    }

    private ShadowReport run(HtmlRewriter candidate, byte[]... pieces) {
        return run(Rewriting.of(candidate, "2"), pieces);
    }

    // ---- Equal

    @Test
    @Tag("data")
    void equalConfigurations_neverDiffer_onRealPages() {
        List<CorpusPage> pages = TestData.find().orElseThrow().pages();
        try (Front front =
                new Front(Front.Protocol.OBJECTS, beside(Rewriting.of(Rewriters.SOME, "2")), RewriteOptions.DEFAULT)) {
            for (CorpusPage page : pages) {
                for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1460))) {
                    front.get();
                    front.write(Front.response(200, "Content-Type", "text/html"));
                    chunking.cut(page.bytes()).forEach(front::piece);
                    front.end();
                    front.received();
                    assertThat(report().outcome()).as(page.name()).isNotEqualTo(ShadowOutcome.DIFFERENT);
                    if (report().skip() == null) {
                        assertThat(report().outcome()).as(page.name()).isEqualTo(ShadowOutcome.EQUAL);
                        assertThat(report().liveBytes()).isPositive().isEqualTo(report().candidateBytes());
                    }
                    reports.clear();
                    front.next();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Front.Protocol.class)
    void equalConfigurations_areEqualAtAllChunkingsAndCodings(Front.Protocol protocol) {
        for (ContentCoding coding : new ContentCoding[] {null, ContentCoding.GZIP, ContentCoding.BROTLI}) {
            byte[] body = coding == null ? PAGE : Codings.done(PAGE, coding);
            String[] fields = coding == null ? new String[0] : new String[] {"Content-Encoding", coding.token()};
            for (String accepted : List.of("gzip", "br", "identity")) {
                for (Chunking chunking : List.of(Chunking.whole(), Chunking.size(1000), Chunking.random(1))) {
                    try (Front front =
                            new Front(protocol, beside(Rewriting.of(same().build(), "2")), RewriteOptions.DEFAULT)) {
                        front.get("Accept-Encoding", accepted);
                        front.write(Front.html(fields));
                        chunking.cut(body).forEach(front::piece);
                        front.end();
                        assertThat(front.received().decoded()).isEqualTo(EXPECTED);
                    }
                    assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
                    assertThat(report().fields()).isEmpty();
                    assertThat(report().liveBytes()).isEqualTo(EXPECTED.length);
                    assertThat(report().candidateBytes()).isEqualTo(EXPECTED.length);
                    assertThat(report().liveNanos()).isPositive();
                    assertThat(report().candidateNanos()).isPositive();
                    reports.clear();
                }
            }
        }
    }

    // ---- Different

    @Test
    void anotherAttribute_isFoundWhereItIs() {
        String before = "<p>" + "x".repeat(500) + "<a href=1>";
        HtmlRewriter other = HtmlRewriter.builder()
                .on("a[href]", a -> a.setAttribute("rel", "noopener"))
                .onComments("*", comment -> comment.remove())
                .build();
        ShadowReport report = run(other, bytes(before), bytes("link</a>"), bytes("y".repeat(400)));
        assertThat(report.outcome()).isEqualTo(ShadowOutcome.DIFFERENT);
        ContentDifference difference = Objects.requireNonNull(report.difference());
        assertThat(difference.offset()).isEqualTo(before.length() - 1 + " rel=\"no".length());
        assertThat(difference.exact()).isTrue();
        assertThat(difference.live())
                .startsWith("xxx")
                .contains("x<a href=1 rel=\"nofollow\">link</a>yyy")
                .endsWith("yyy");
        assertThat(difference.candidate()).contains("x<a href=1 rel=\"noopener\">link</a>yyy");
        assertThat(report.liveBytes()).isEqualTo(report.candidateBytes());
        assertThat(report.live()).isEqualTo(Outcome.REWRITTEN);
    }

    @Test
    void candidateThatLeavesTheEndOut_differsAtTheEnd() {
        HtmlRewriter other = HtmlRewriter.builder()
                .on("a", a -> a.setAttribute("rel", "nofollow"))
                .build();
        ShadowReport report = run(other, bytes("<body><a href=1>é</a></body>"));
        ContentDifference difference = Objects.requireNonNull(report.difference());
        assertThat(difference.live()).endsWith("é</a><i>end</i></body>");
        assertThat(difference.candidate()).endsWith("é</a></body>");
        assertThat(difference.offset()).isEqualTo(bytes("<body><a href=1 rel=\"nofollow\">é</a><").length);
    }

    @Test
    void candidateThatWritesTenTimesAsMuch_isCounted() {
        HtmlRewriter tenfold = same().on("p", p -> p.after(Content.html("<p>" + "x".repeat(5000) + "</p>")))
                .build();
        ShadowReport report = run(tenfold);
        assertThat(report.outcome()).isEqualTo(ShadowOutcome.DIFFERENT);
        assertThat(report.liveBytes()).isEqualTo(EXPECTED.length);
        assertThat(report.candidateBytes()).isGreaterThan(5L * EXPECTED.length);
    }

    @Test
    void fieldsAndStatus_areCompared_onlyTheLiveOnesAreSent() {
        Preparation changing = new Preparation() {
            @Override
            public void responded(RequestHead request, HttpResponse response) {
                response.headers().set("X-Changed", "new").remove("X-Removed");
                response.setStatus(HttpResponseStatus.NOT_FOUND);
            }

            @Override
            public Object context(RequestHead request, HttpResponse response) {
                return "context";
            }

            @Override
            public void rewritten(@Nullable Object context, HttpResponse response) {
                response.headers().add("X-Added", "1").add("X-Added", "2");
            }
        };
        Rewriting candidate = Rewriting.of(same().build(), "2").withPreparation(changing);
        try (Front front = new Front(beside(candidate))) {
            front.get();
            front.answer(Front.html("X-Changed", "old", "X-Removed", "gone", "ETag", "\"a\""), PAGE);
            assertThat(front.received().headers.get("X-Changed")).isEqualTo("old");
            assertThat(front.received().headers.contains("X-Added")).isFalse();
            assertThat(front.received().status.code()).isEqualTo(200);
        }
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.DIFFERENT);
        assertThat(report().fields())
                .containsExactly(
                        new FieldDifference("x-added", List.of(), List.of("1", "2")),
                        new FieldDifference("x-changed", List.of("old"), List.of("new")),
                        new FieldDifference("x-removed", List.of("gone"), List.of()));
        assertThat(report().liveStatus()).isEqualTo(200);
        assertThat(report().candidateStatus()).isEqualTo(404);
        assertThat(report().difference()).isNull();
        assertThat(report().candidateContext()).isEqualTo("context");
    }

    @Test
    void responsesThatPass_areComparedByTheirHeads() {
        Preparation moving = new Preparation() {
            @Override
            public void responded(RequestHead request, HttpResponse response) {
                response.headers().set("Location", "https://new.example/");
            }
        };
        Rewriting candidate = Rewriting.of(same().build(), "2").withPreparation(moving);
        try (Front front = new Front(beside(candidate))) {
            front.get();
            front.answer(Front.response(302, "Location", "https://old.example/", "Content-Length", "0"));
            assertThat(front.received().headers.get("Location")).isEqualTo("https://old.example/");
            assertThat(report().skip()).isEqualTo(SkipReason.STATUS);
            assertThat(report().outcome()).isEqualTo(ShadowOutcome.DIFFERENT);
            assertThat(report().fields())
                    .containsExactly(new FieldDifference(
                            "location", List.of("https://old.example/"), List.of("https://new.example/")));
        }
    }

    // ---- Candidates that fail

    @Test
    void candidateThatThrows_isStopped() {
        HtmlRewriter passing = same().on("p", p -> {
                    throw new IllegalStateException("no");
                })
                .build();
        ShadowReport report = run(passing);
        assertThat(report.outcome()).isEqualTo(ShadowOutcome.FAILED);
        assertThat(report.failure()).isEqualTo(FailureReason.HANDLER);
        assertThat(report.cause()).hasRootCauseMessage("no");
    }

    @Test
    void candidateThatThrowsAnError_isStopped() {
        HtmlRewriter failing = same().on("p", p -> {
                    throw new NoClassDefFoundError("Gone");
                })
                .onError(OnError.FAIL)
                .build();
        assertThat(run(failing).outcome()).isEqualTo(ShadowOutcome.FAILED);
    }

    @Test
    void candidateThatReachesALimit_isStopped() {
        HtmlRewriter limited =
                same().limits(Limits.DEFAULT.withMaxOpenElements(3)).build();
        ShadowReport report = run(limited);
        assertThat(report.outcome()).isEqualTo(ShadowOutcome.FAILED);
        assertThat(report.failure()).isEqualTo(FailureReason.REWRITER_LIMIT);
        assertThat(report.candidateBytes()).isLessThan(EXPECTED.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"responded", "context", "rewritten"})
    void candidateWhosePreparationThrows_isStopped(String where) {
        Preparation throwing = new Preparation() {
            @Override
            public void responded(RequestHead request, HttpResponse response) {
                check("responded");
            }

            @Override
            public @Nullable Object context(RequestHead request, HttpResponse response) {
                check("context");
                return null;
            }

            @Override
            public void rewritten(@Nullable Object context, HttpResponse response) {
                check("rewritten");
            }

            private void check(String here) {
                if (here.equals(where)) {
                    throw new IllegalStateException(here);
                }
            }
        };
        ShadowReport report = run(Rewriting.of(same().build(), "2").withPreparation(throwing));
        assertThat(report.outcome()).isEqualTo(ShadowOutcome.FAILED);
        assertThat(report.cause()).hasMessage(where);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void candidateThatWaits_isStopped_andNobodyWaitsForIt(boolean atTheEnd) {
        CompletableFuture<@Nullable Void> never = new CompletableFuture<>();
        HtmlRewriterBuilder waiting = same();
        if (atTheEnd) {
            waiting.onEndAsync(end -> never);
        } else {
            waiting.onAsync("p", p -> never);
        }
        assertThat(run(waiting.build()).outcome()).isEqualTo(ShadowOutcome.ASYNCHRONOUS);
        never.complete(null);
    }

    @Test
    void candidateBesideAHandlerThatIsWaitedFor_isComparedAllTheSame() {
        CompletableFuture<@Nullable Void> stage = new CompletableFuture<>();
        HtmlRewriter slow = HtmlRewriter.builder()
                .onAsync("i", i -> stage.thenRun(() -> i.setAttribute("late", "1")))
                .build();
        HtmlRewriter quick =
                HtmlRewriter.builder().on("i", i -> i.setAttribute("late", "1")).build();
        Rewriting both = Rewriting.of(slow, "1")
                .withShadow(Rewriting.of(quick, "2"), (request, report) -> reports.add(report), 1);
        try (Front front = new Front(request -> both)) {
            front.get();
            front.write(Front.html());
            front.piece("<p>one<i>two</i>three");
            front.piece("four");
            stage.complete(null);
            front.channel.runPendingTasks();
            front.end();
            assertThat(front.received().text()).isEqualTo("<p>one<i late=\"1\">two</i>threefour");
        }
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
        assertThat(report().liveNanos()).isPositive();
    }

    @Test
    void listenerThatThrows_changesNothing() {
        Rewriting both = Rewriters.REWRITING.withShadow(
                Rewriting.of(same().build(), "2"),
                (request, report) -> {
                    throw new IllegalStateException("no");
                },
                1);
        Front front = new Front(request -> both);
        front.get();
        front.answer(Front.html(), PAGE);
        assertThat(front.received().body.toByteArray()).isEqualTo(EXPECTED);
        assertThatThrownBy(front.channel::checkException).hasMessage("no");
        front.leave();
    }

    // ---- Live responses that fail

    @Test
    void clientThatLeaves_cutsTheComparisonShort() {
        try (Front front = new Front(beside(Rewriting.of(same().build(), "2")))) {
            front.get();
            front.write(Front.html());
            front.piece(PAGE);
            front.leave();
        }
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.CUT_SHORT);
        assertThat(report().live()).isEqualTo(Outcome.ABANDONED);
        assertThat(report().candidateBytes()).isPositive();
    }

    @Test
    void contentThatIsNoMarkup_isNotCompared() {
        try (Front front = new Front(beside(Rewriting.of(same().build(), "2")))) {
            front.get();
            front.answer(Front.html(), bytes("{}"));
            assertThat(front.received().text()).isEqualTo("{}");
        }
        assertThat(report().skip()).isEqualTo(SkipReason.NOT_MARKUP);
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
        assertThat(report().candidateBytes()).isZero();
    }

    @Test
    void corruptCoding_cutsTheComparisonShort() {
        byte[] coded = Codings.done(PAGE, ContentCoding.GZIP);
        coded[coded.length - 5] ^= 1;
        try (Front front = new Front(beside(Rewriting.of(same().build(), "2")))) {
            front.get("Accept-Encoding", "gzip");
            front.answer(Front.html("Content-Encoding", "gzip"), coded);
            assertThat(front.report().outcome()).isEqualTo(Outcome.RESET);
        }
        assertThat(report().live()).isEqualTo(Outcome.RESET);
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.CUT_SHORT);
    }

    // ---- When, and how often

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.3, 1})
    void share_isTheShareOfResponses_spreadEvenly(double share) {
        Rewriting both = Rewriters.REWRITING.withShadow(
                Rewriting.of(same().build(), "2"), (request, report) -> reports.add(report), share);
        try (Front front = new Front(Front.Protocol.OBJECTS, request -> both, RewriteOptions.DEFAULT)) {
            for (int i = 0; i < 40; i++) {
                front.get();
                front.answer(Front.html(), bytes("<p>"));
                front.received();
            }
        }
        assertThat(reports).hasSize((int) (40 * share));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void share_thatIsNone_isRefused(double share) {
        assertThatThrownBy(() -> Rewriters.REWRITING.withShadow(Rewriters.REWRITING, (request, report) -> {}, share))
                .hasMessage("share must be 0 to 1, not " + share);
    }

    @Test
    void headResponse_isComparedByItsHead() {
        try (Front front = new Front(beside(Rewriting.of(same().build(), "2")))) {
            front.request(HttpMethod.HEAD);
            front.answer(Front.html());
        }
        assertThat(report().skip()).isEqualTo(SkipReason.HEAD);
        assertThat(report().outcome()).isEqualTo(ShadowOutcome.EQUAL);
    }
}
