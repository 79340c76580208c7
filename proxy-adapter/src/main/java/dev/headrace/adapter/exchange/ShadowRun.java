package dev.headrace.adapter.exchange;

import dev.headrace.adapter.header.FieldDifferences;
import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.adapter.policy.Preparation;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.policy.Shadow;
import dev.headrace.adapter.report.ContentDifference;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.FieldDifference;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.ShadowOutcome;
import dev.headrace.adapter.report.ShadowReport;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate at work on a response that somebody else rewrites.
 *
 * <p>It must not change what the client gets, nor make it late. So it works on copies: of the head as it came, and of the document, of
 * which up to {@link #MOST_WAITING_BYTES} wait until the event loop is done with what the client gets of them. Whatever it throws ends here.
 */
final class ShadowRun implements OutputSink {
    /** So much of the document may wait; then it is worked through at once. Never less than a step of {@link ResponseBody} brings. */
    static final int MOST_WAITING_BYTES = 4 * Scratch.BYTES;

    private static final byte[] NONE = {};

    private final Shadow shadow;
    private final RequestHead request;
    private final ResponseFlow flow;
    private final OutputComparison comparison = new OutputComparison();

    /** What the response would be with the candidate, and what it is. */
    private final HttpResponse head;

    private @Nullable HttpResponse liveHead;

    private @Nullable PassedContent passed;
    private @Nullable String charset;
    private boolean hasContent;
    private @Nullable SkipReason skip;

    /** What of the document waits, and how much of it the live rewriter had seen when the head left; less than 0 if it has not. */
    private byte[] waiting = NONE;

    private int waitingBytes;
    private int seenBeforeHead = -1;

    private @Nullable RewriteStream stream;
    private @Nullable Object context;
    private boolean isPrepared;
    private boolean isHeadDone;
    private boolean isScheduled;
    private boolean isStopped;
    private boolean isAsynchronous;
    private @Nullable FailureReason failure;
    private @Nullable Throwable cause;
    private @Nullable Report live;
    private long liveNanos;
    private long nanos;

    private ShadowRun(Shadow shadow, RequestHead request, HttpResponse head, ResponseFlow flow) {
        this.shadow = shadow;
        this.request = request;
        this.flow = flow;
        this.head = copy(head);
    }

    /** A run for a response whose head has just come; null if there is no candidate, or if this response is none of its share. */
    static @Nullable ShadowRun of(Negotiation negotiation, HttpResponse head, ResponseFlow flow) {
        Rewriting asked = negotiation.candidate();
        Shadow shadow = asked == null ? null : asked.shadow();
        if (shadow == null || negotiation.isTunnel(head) || !shadow.takesNext()) {
            return null;
        }
        return new ShadowRun(shadow, negotiation.request(), head, flow);
    }

    private static HttpResponse copy(HttpResponse head) {
        return new DefaultHttpResponse(
                head.protocolVersion(), head.status(), head.headers().copy());
    }

    Rewriting candidate() {
        return shadow.candidate();
    }

    // ---- What happens to the live response

    /** The content will be compared, too. */
    void opens(@Nullable String label) {
        charset = label;
        hasContent = true;
    }

    /** As {@link #opens}, for a response that passes. */
    void opens(@Nullable String label, PassedContent of) {
        opens(label);
        passed = of;
    }

    /** The content is not compared after all. */
    void skips(SkipReason reason) {
        skip = reason;
    }

    /** The live response's head is what it will be, but for what says how its content is framed and coded. */
    void decided(HttpResponse liveResponse) {
        if (liveHead == null) {
            liveHead = copy(liveResponse);
            if (passed == null) {
                headLeft();
            }
        }
    }

    /** The head leaves after what was taken of the document so far was rewritten. */
    void headLeft() {
        if (seenBeforeHead < 0) {
            seenBeforeHead = waitingBytes;
        }
    }

    /** A piece of the document, as it came. */
    void take(byte[] array, int offset, int length) {
        if (isStopped) {
            return;
        }
        if (waitingBytes + length > MOST_WAITING_BYTES) {
            work();
        }
        if (waitingBytes + length > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(waitingBytes + length, Math.min(MOST_WAITING_BYTES, 2 * length)));
        }
        System.arraycopy(array, offset, waiting, waitingBytes, length);
        waitingBytes += length;
        schedule();
    }

    /** A piece of the document, as the client gets it. */
    void compare(byte[] bytes, int offset, int length) {
        comparison.live(bytes, offset, length);
    }

    /** Output of either version waits for something: what a candidate may not do for others to see cannot be compared. */
    void isLate() {
        isAsynchronous = true;
        isStopped = true;
    }

    /** The live rewriter worked for so many nanoseconds. */
    void worked(long time) {
        liveNanos += time;
    }

    /** The live response is over. */
    void finish(Report report) {
        live = report;
        schedule();
    }

    void schedule() {
        if (!isScheduled) {
            isScheduled = true;
            flow.later(this::runScheduled);
        }
    }

    // ---- The candidate

    private void runScheduled() {
        isScheduled = false;
        if (passed != null) {
            passed.look();
        }
        work();
        Report over = live;
        if (over != null) {
            live = null;
            isStopped = true;
            if (passed != null) {
                passed.close();
            }
            waiting = NONE;
            flow.report(shadow.listener(), request, report(over));
        }
    }

    /** Does all that can be done now. */
    private void work() {
        if (isStopped) {
            waitingBytes = 0;
            return;
        }
        long began = System.nanoTime();
        try {
            step();
        } catch (RuntimeException | Error e) {
            // An error of the candidate's is none of the live response's: no memory for it, say, or a class that is not
            // there.
            stop(Reasons.ofFailure(e), e);
        }
        nanos += System.nanoTime() - began;
        waitingBytes = 0;
    }

    private void step() {
        Preparation preparation = candidate().preparation();
        if (!isPrepared) {
            isPrepared = true;
            preparation.responded(request, head);
        }
        if (!hasContent || isSkipped()) {
            return;
        }
        RewriteStream to = stream;
        if (to == null) {
            context = preparation.context(request, head);
            if (context instanceof LateOutput.Opener opener && opener.mayBeLate()) {
                isLate();
                return;
            }
            to = flow.open(candidate().rewriter(), this, charset, context);
            stream = to;
        }
        int from = 0;
        if (!isHeadDone && seenBeforeHead >= 0) {
            isHeadDone = true;
            from = Math.min(seenBeforeHead, waitingBytes);
            write(to, 0, from);
            preparation.rewritten(context, head);
            Framing.correctCharset(head.headers(), charset, to.statistics().encoding());
        }
        write(to, from, waitingBytes - from);
        if (live != null && isComplete(live) && !isStopped) {
            to.end();
            judge(to, to.isEnded());
        }
    }

    private void write(RewriteStream to, int offset, int length) {
        if (length > 0 && !isStopped) {
            judge(to, to.write(waiting, offset, length));
        }
    }

    private void judge(RewriteStream worked, boolean goesOn) {
        RewriteException passing = worked.statistics().failure();
        if (passing != null) {
            stop(Reasons.ofFailure(passing), passing);
        } else if (!goesOn) {
            isLate();
        }
    }

    private void stop(FailureReason reason, Throwable thrown) {
        failure = reason;
        cause = thrown;
        isStopped = true;
    }

    /** What the candidate makes of the document. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (isStopped) {
            throw new IOException("the candidate was stopped");
        }
        comparison.candidate(bytes, offset, length);
    }

    // ---- The report

    /** Whether the live response turned out to have no content to compare. */
    private boolean isSkipped() {
        return skip != null || (passed == null && live != null && live.skip() != null);
    }

    private boolean isComplete(Report over) {
        return over.outcome() == Outcome.REWRITTEN
                || over.outcome() == Outcome.REWRITTEN_IN_PART
                || over.outcome() == Outcome.PASSED;
    }

    private ShadowReport report(Report over) {
        HttpResponse out = liveHead;
        boolean compared = hasContent && !isSkipped();
        boolean isFailed = failure != null || isAsynchronous;
        boolean complete = isComplete(over) && !isFailed;
        ContentDifference difference = compared ? comparison.difference(complete) : null;
        int liveStatus = out == null ? over.status() : out.status().code();
        int status = head.status().code();
        boolean isHeadReady = !isFailed && (!compared || isHeadDone);
        List<FieldDifference> fields =
                out != null && isHeadReady ? FieldDifferences.between(out.headers(), head.headers()) : List.of();
        ShadowOutcome outcome;
        if (isAsynchronous) {
            outcome = ShadowOutcome.ASYNCHRONOUS;
        } else if (failure != null) {
            outcome = ShadowOutcome.FAILED;
        } else if (difference != null || !fields.isEmpty() || status != liveStatus) {
            outcome = ShadowOutcome.DIFFERENT;
        } else {
            outcome = complete ? ShadowOutcome.EQUAL : ShadowOutcome.CUT_SHORT;
        }
        return new ShadowReport(
                outcome,
                over.outcome(),
                compared ? null : skip == null ? over.skip() : skip,
                liveStatus,
                status,
                fields,
                difference,
                compared ? comparison.live.bytes() : 0,
                compared ? comparison.candidate.bytes() : 0,
                liveNanos,
                nanos,
                failure,
                cause,
                over.context(),
                context);
    }
}
