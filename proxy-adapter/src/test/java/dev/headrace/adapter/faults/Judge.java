package dev.headrace.adapter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.sockets.Coded;
import dev.headrace.adapter.sockets.H1Reader;
import dev.headrace.adapter.sockets.Received;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether what a client got, and what the listener heard, is right. Knows HTTP and the library, and nothing of the handler. */
final class Judge {
    private final FaultCase of;
    /** The content that HTTP says the origin has sent. */
    private final Received fromOrigin;
    /** What the library makes of it; null if it cannot be decoded, or the library fails. */
    private final byte @Nullable [] rewritten;

    private boolean libraryFailed;

    Judge(FaultCase of) throws IOException {
        this.of = of;
        fromOrigin = fromOrigin(of);
        rewritten = rewritten();
    }

    /** Whether the client may get a complete answer. */
    boolean isOriginComplete() {
        return fromOrigin.complete();
    }

    private static Received fromOrigin(FaultCase of) throws IOException {
        InputStream connection = new ByteArrayInputStream(of.sent());
        if (of.fault() == Fault.ORIGIN_RESETS) {
            connection = new SequenceInputStream(connection, new End(() -> {
                throw new IOException("reset");
            }));
        }
        try {
            return new H1Reader(connection).read("GET").whole();
        } catch (IOException e) {
            return Received.NOTHING;
        }
    }

    private byte @Nullable [] rewritten() {
        if (!fromOrigin.complete() || of.fault() == Fault.BOMB_BY_RATIO) {
            return null;
        }
        HtmlRewriter rewriter = Handlers.of(of, stage -> stage.complete(null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] page;
        try {
            page = Coded.undone(of.coded().field(), fromOrigin.body());
        } catch (IOException e) {
            return null;
        }
        String known = HtmlRewriter.encodingName(of.charset());
        try {
            libraryFailed =
                    rewriter.rewrite(new ByteArrayInputStream(page), out, known).failure() != null;
        } catch (RewriteException e) {
            libraryFailed = true;
            return null;
        } catch (IOException e) {
            throw new AssertionError("nothing here can fail to be read or written", e);
        }
        return out.toByteArray();
    }

    /** Judges an exchange that has come to its end. */
    void judge(Received got, Report report, boolean left) throws IOException {
        switch (report.outcome()) {
            case REWRITTEN, REWRITTEN_IN_PART -> {
                assertThat(fromOrigin.complete())
                        .as("rewritten to the end, and the origin did not send its end")
                        .isTrue();
                if (!left) {
                    assertThat(got.complete()).as("complete").isTrue();
                    assertThat(got.decoded()).isEqualTo(rewritten);
                }
            }
            case PASSED -> {
                if (!left) {
                    assertPassed(got);
                }
            }
            case RESET, ABANDONED ->
                assertThat(got.complete() && !left)
                        .as("complete, though " + report)
                        .isFalse();
        }
        assertReason(report, left);
    }

    private void assertPassed(Received got) {
        boolean withoutContent = switch (of.fault()) {
            case CONTENT_OF_204, CONTENT_OF_304, CONTENT_OF_HEAD -> true;
            default -> false;
        };
        assertThat(fromOrigin.complete()).isTrue();
        assertThat(got.complete()).isTrue();
        assertThat(got.body()).isEqualTo(withoutContent ? new byte[0] : fromOrigin.body());
        if (!withoutContent) {
            assertThat(got.headers().get("content-encoding", ""))
                    .isEqualTo(of.coded().field());
        }
    }

    private void assertReason(Report report, boolean left) {
        if (left && report.failure() == FailureReason.CLIENT_LEFT) {
            assertThat(report.outcome()).isEqualTo(Outcome.ABANDONED);
            return;
        }
        Set<FailureReason> failures = EnumSet.noneOf(FailureReason.class);
        Set<SkipReason> skips = EnumSet.noneOf(SkipReason.class);
        boolean mayBeRewritten = rewritten != null;
        switch (of.fault()) {
            case HANDLER_THROWS, HANDLER_THROWS_ERROR, STAGE_FAILS -> {
                mayBeRewritten = !libraryFailed;
                if (libraryFailed) {
                    failures.add(FailureReason.HANDLER);
                    addSkipOfEarlyFailure(skips);
                }
            }
            case STAGE_NEVER_COMPLETES -> {
                mayBeRewritten = !libraryFailed;
                if (libraryFailed) {
                    failures.add(FailureReason.REWRITER_LIMIT);
                }
            }
            case POLICY_THROWS, RESPONSE_POLICY_THROWS -> {
                mayBeRewritten = false;
                skips.add(SkipReason.POLICY_FAILED);
            }
            case ORIGIN_RESETS -> failures.add(FailureReason.ORIGIN_CUT_OFF);
            case ORIGIN_CLOSES -> ofCutOff(failures, skips);
            case LENGTH_TOO_LONG, LENGTH_TOO_SHORT -> {
                if (of.onSockets()) {
                    ofCutOff(failures, skips);
                } else {
                    mayBeRewritten = false;
                    failures.add(FailureReason.LENGTH_MISMATCH);
                }
            }
            case BOMB_BY_RATIO, BOMB_BY_SIZE -> {
                mayBeRewritten = false;
                failures.add(FailureReason.EXPANSION_LIMIT);
                skips.add(SkipReason.EXPANSION_LIMIT);
            }
            case CORRUPT_BYTE, TRAILING_GARBAGE -> {
                failures.add(FailureReason.CORRUPT_CODING);
                failures.add(FailureReason.CODING_CUT_OFF);
                skips.add(SkipReason.CORRUPT_CODING);
                if (of.fault() == Fault.CORRUPT_BYTE) {
                    failures.add(FailureReason.EXPANSION_LIMIT);
                    skips.add(SkipReason.EXPANSION_LIMIT);
                    skips.add(SkipReason.NOT_MARKUP);
                    skips.add(SkipReason.EMPTY);
                }
            }
            case CONTENT_OF_204 -> {
                mayBeRewritten = false;
                skips.add(SkipReason.STATUS);
            }
            case CONTENT_OF_304 -> {
                mayBeRewritten = false;
                skips.add(SkipReason.NOT_MODIFIED);
            }
            case CONTENT_OF_HEAD -> {
                mayBeRewritten = false;
                skips.add(SkipReason.HEAD);
            }
            case BAD_CHUNK -> failures.add(FailureReason.ORIGIN_CUT_OFF);
            case NONE, CLIENT_LEAVES, UNKNOWN_CHARSET -> {}
        }
        if (report.failure() != null) {
            assertThat(report.failure()).as(report.toString()).isIn(failures);
            assertThat(report.outcome()).isIn(Outcome.RESET, Outcome.ABANDONED, Outcome.REWRITTEN_IN_PART);
        } else if (report.skip() != null) {
            assertThat(report.skip()).as(report.toString()).isIn(skips);
        } else {
            assertThat(report.outcome()).isEqualTo(Outcome.REWRITTEN);
            if (!mayBeRewritten) {
                fail("nothing was said of the fault: " + report);
            }
        }
    }

    /** What the first bytes make fail can still pass. */
    private void addSkipOfEarlyFailure(Set<SkipReason> skips) {
        if (of.onError() == OnError.FAIL) {
            skips.add(SkipReason.REWRITER_FAILED);
        }
    }

    /** The connection ended, which may be the end of the content as well. */
    private void ofCutOff(Set<FailureReason> failures, Set<SkipReason> skips) {
        if (fromOrigin.complete()) {
            failures.add(FailureReason.CODING_CUT_OFF);
            skips.add(SkipReason.CORRUPT_CODING);
            skips.add(SkipReason.EMPTY);
            skips.add(SkipReason.NOT_MARKUP);
        } else {
            failures.add(FailureReason.ORIGIN_CUT_OFF);
        }
    }
}
