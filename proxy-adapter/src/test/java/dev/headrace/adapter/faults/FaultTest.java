package dev.headrace.adapter.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.adapter.sockets.OriginMessage;
import dev.headrace.adapter.sockets.OriginMessage.Framing;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand cases of things that go wrong. Whatever it is: the client never takes a wrong answer for a complete one, no buffer leaks,
 * nothing hangs, the listener hears of the exchange once and with a reason that fits, and the connection goes on if it can.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultTest {
    static final String FAULTY = "/faulty";
    static final String FAULTLESS = "/faultless";
    private static final int CASES = 1000;
    private static final byte[] NEXT_PAGE = Pages.realistic(5, 1500);

    /** What the next request is rewritten with. */
    static final HtmlRewriter FAULTLESS_REWRITER = HtmlRewriter.builder()
            .on("li", li -> li.setAttribute("class", "next"))
            .build();

    static final Rewriting FAULTLESS_REWRITING = Rewriting.of(FAULTLESS_REWRITER, "1");

    private final Map<FailureReason, Integer> failures = new EnumMap<>(FailureReason.class);
    private final Map<SkipReason, Integer> skips = new EnumMap<>(SkipReason.class);

    @SuppressWarnings("NullAway.Init") // Made before the first test.
    private OverSockets sockets;

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @BeforeAll
    void start() throws IOException {
        sockets = new OverSockets();
    }

    @AfterAll
    void stop() throws IOException {
        sockets.close();
    }

    @Order(1)
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void fault_givesTheRightBytesOrAnHonestFailure(long seed) throws Exception {
        FaultCase with = FaultCase.of(seed);
        try {
            Played played = with.onSockets() ? sockets.play(with, NEXT_PAGE) : embedded(with);
            judge(with, played);
            count(played.reports().get(0));
        } catch (AssertionError | Exception e) {
            throw new AssertionError(with.toString(), e);
        }
    }

    /** Of all cases: it needs them to have run. */
    @Test
    @Order(2)
    void reasons_areCountedForEachKindOfFault() {
        assertThat(failures)
                .containsOnlyKeys(
                        FailureReason.HANDLER,
                        FailureReason.REWRITER_LIMIT,
                        FailureReason.CORRUPT_CODING,
                        FailureReason.CODING_CUT_OFF,
                        FailureReason.EXPANSION_LIMIT,
                        FailureReason.LENGTH_MISMATCH,
                        FailureReason.ORIGIN_CUT_OFF,
                        FailureReason.CLIENT_LEFT);
        assertThat(skips)
                .containsKeys(
                        SkipReason.POLICY_FAILED,
                        SkipReason.REWRITER_FAILED,
                        SkipReason.CORRUPT_CODING,
                        SkipReason.EXPANSION_LIMIT,
                        SkipReason.STATUS,
                        SkipReason.NOT_MODIFIED,
                        SkipReason.HEAD);
    }

    private void count(Report report) {
        if (report.failure() != null) {
            failures.merge(report.failure(), 1, Integer::sum);
        }
        if (report.skip() != null) {
            skips.merge(report.skip(), 1, Integer::sum);
        }
    }

    private static void judge(FaultCase with, Played played) throws IOException {
        assertThat(played.reports()).hasSize(1);
        assertThat(played.leakedBytes()).as("leaked").isZero();
        new Judge(with).judge(played.got(), played.reports().get(0), played.left());
        if (played.next() != null) {
            assertThat(played.next().complete()).isTrue();
            assertThat(new String(played.next().decoded(), ISO_8859_1))
                    .isEqualTo(FAULTLESS_REWRITER.rewrite(new String(NEXT_PAGE, ISO_8859_1)));
        }
    }

    private static Played embedded(FaultCase with) throws IOException {
        Embedded[] made = new Embedded[1];
        HtmlRewriter rewriter = Handlers.of(with, stage -> made[0].completes(stage));
        made[0] = new Embedded(with, policy(with, rewriter));
        return made[0].play(NEXT_PAGE);
    }

    /** Has the faulty request rewritten by the case's rewriter, and the one after it by another. */
    static RewritePolicy policy(FaultCase with, HtmlRewriter rewriter) {
        Rewriting rewriting = Rewriting.of(rewriter, "1").withOptions(with.options());
        return new RewritePolicy() {
            @Override
            public @Nullable Rewriting rewriting(RequestHead request) {
                if (request.path().equals(FAULTLESS)) {
                    return FAULTLESS_REWRITING;
                }
                if (with.fault() == Fault.POLICY_THROWS) {
                    throw new IllegalStateException("thrown by the case");
                }
                return rewriting;
            }

            @Override
            public @Nullable Rewriting rewriting(RequestHead request, HttpResponse response, Rewriting chosen) {
                if (with.fault() == Fault.RESPONSE_POLICY_THROWS
                        && !request.path().equals(FAULTLESS)) {
                    throw new IllegalStateException("thrown by the case");
                }
                return chosen;
            }
        };
    }

    /** What the origin answers to the next request. */
    static byte[] faultless(byte[] page) {
        return OriginMessage.of(
                        "200 OK",
                        Framing.CHUNKED,
                        page,
                        new SplittableRandom(1),
                        "Content-Type",
                        "text/html; charset=iso-8859-1")
                .bytes();
    }
}
