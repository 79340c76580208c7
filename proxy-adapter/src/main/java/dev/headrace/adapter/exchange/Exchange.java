package dev.headrace.adapter.exchange;

import dev.headrace.adapter.gate.FirstBytes;
import dev.headrace.adapter.policy.Preparation;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Outcome;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.rewriter.error.RewriteException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request with its response: a state machine, with a method for each event.
 *
 * <pre>
 * AWAITING_RESPONSE ──► AWAITING_FIRST_BYTES ──► REWRITING ──► ENDING ──► DONE
 *         │                   │        │             │            │
 *         ▼                   ▼        └─────────────┴────────────┴─────► RESET
 *      PASSING ◄──────────────┘
 *         └─────────────────────────────────────────────────────────────► DONE
 * </pre>
 *
 * <p>The response's head waits for the first bytes of content, since until then everything can still pass as it came: content that
 * is not in the coding it is said to be in, that is no markup, or that the rewriter refuses at once.
 *
 * <p>Knows nothing of other exchanges, nor of when the client can take more: that is {@link ResponseFlow}'s.
 */
final class Exchange {
    enum State {
        /** The request has come. */
        AWAITING_RESPONSE,
        /** The response's head has come and is held, with what content came behind it. */
        AWAITING_FIRST_BYTES,
        /** The head is out, and content is being rewritten. */
        REWRITING,
        /** All content has come; a handler may still be at work on its end. */
        ENDING,
        /** The response passes as it comes. */
        PASSING,
        /** The response will not be completed; nothing more is taken. */
        RESET,
        /** The response's last byte was written on. */
        DONE
    }

    /** Coded content that has not brought a single byte after so many is not what it says it is. */
    private static final int MOST_BYTES_FOR_NOTHING = 64 * 1024;

    private final ResponseFlow flow;
    private final Negotiation negotiation;
    private final Queue<Message> held = new ArrayDeque<>(2);
    private final ChannelFutureListener whenWritten = this::written;

    private State state = State.AWAITING_RESPONSE;
    private @Nullable HttpResponse response;
    private @Nullable Decision decision;
    private @Nullable RewrittenContent content;

    /** A candidate that sees the same response, and what it needs for that if the response passes. */
    private @Nullable ShadowRun shadow;

    private @Nullable PassedContent watched;

    private @Nullable SkipReason skip;
    private @Nullable FailureReason failure;
    private @Nullable Throwable cause;
    private @Nullable Object context;
    private boolean flushOwed;
    private boolean delimitedByClose;
    private long bytesIn;
    private long bytesPassed;

    Exchange(ResponseFlow flow, Negotiation negotiation) {
        this.flow = flow;
        this.negotiation = negotiation;
    }

    State state() {
        return state;
    }

    /** Whether the response is complete, or will never be. */
    boolean isOver() {
        return state == State.DONE || state == State.RESET;
    }

    /** Whether a handler is being waited for. */
    boolean isSuspended() {
        return content != null && content.body.isSuspended();
    }

    /** Whether a step would bring the response on. */
    boolean hasMore() {
        return state == State.REWRITING && content != null && content.hasMore();
    }

    /** Whether a part of a rewritten response is out. */
    boolean isHalfOut() {
        return state == State.REWRITING || state == State.ENDING;
    }

    /** Whether content can be taken though a handler is being waited for. */
    boolean takesMoreWhileSuspended() {
        return state == State.REWRITING && content != null && content.body.isSuspended() && !content.hasLast();
    }

    /** Whether the client would take the end of the connection for the end of the response. */
    boolean isDelimitedByClose() {
        return delimitedByClose && !isOver();
    }

    /** Whether HTTP ends with this response. */
    boolean isTunnel() {
        return response != null && negotiation.isTunnel(response);
    }

    // ---- Events

    /** The final response's head has come. */
    void response(Message message, HttpResponse head) {
        response = head;
        shadow = ShadowRun.of(negotiation, head, flow);
        Decision decided =
                Decision.of(negotiation, head, flow.policy(), flow.options().responseHeader());
        decision = decided;
        skip = decided.skip();
        cause = decided.cause();
        Rewriting rewriting = decided.rewriting();
        if (rewriting == null || skip != null) {
            watch(head, decided);
            if (rewriting != null && isPrepared(rewriting.preparation(), head)) {
                negotiation.adaptHead(head, rewriting, decided.gate().codings());
                Framing.ofHeadResponse(head, negotiation.request().version());
            } else {
                negotiation.adaptSkipped(head, skip);
            }
            pass(message);
            return;
        }
        state = State.AWAITING_FIRST_BYTES;
        try {
            content = new RewrittenContent(
                    head,
                    decided.gate(),
                    negotiation,
                    rewriting.optionsOr(flow.options()),
                    flow.allocator(),
                    this::write);
        } catch (RuntimeException e) {
            held.add(message);
            passHeld(SkipReason.REWRITER_FAILED, e);
            return;
        }
        if (head instanceof FullHttpResponse) {
            content(message);
        } else {
            held.add(message);
        }
    }

    /** Whether an answer to HEAD has got the fields that it would have if it had content (RFC 9110 §9.3.2). */
    private boolean isPrepared(Preparation preparation, HttpResponse head) {
        try {
            prepare(preparation, preparation.context(negotiation.request(), head), head);
            return true;
        } catch (RuntimeException e) {
            skip = Reasons.ofSkip(e);
            cause = e;
            return false;
        }
    }

    /** Changes the head; where that fails, it stays as it was. */
    private static void prepare(Preparation preparation, @Nullable Object context, HttpResponse head) {
        HttpResponse changed = new DefaultHttpResponse(
                head.protocolVersion(), head.status(), head.headers().copy());
        preparation.rewritten(context, changed);
        head.headers().set(changed.headers());
    }

    /** Has a candidate see a response that passes. */
    private void watch(HttpResponse head, Decision decided) {
        ShadowRun beside = shadow;
        Rewriting asked = negotiation.candidate();
        if (beside != null && asked != null) {
            if (asked.isPassing() && skip == SkipReason.NO_REWRITING) {
                watched = PassedContent.of(beside, decided.gate(), flow);
            }
            beside.decided(head);
        }
    }

    /** Content has come, or its end. */
    void content(Message message) {
        RewrittenContent current = content;
        if (state == State.PASSING) {
            pass(message);
        } else if (state == State.AWAITING_FIRST_BYTES && current != null) {
            hold(current, message);
        } else if (state == State.REWRITING && current != null) {
            rewrite(current, message);
        } else {
            message.fail(new ResponseResetException(FailureReason.ORIGIN_CUT_OFF));
        }
    }

    /** What came so far is to reach the client now. */
    void flush() {
        RewrittenContent current = content;
        if (state == State.AWAITING_FIRST_BYTES && current != null) {
            // A head alone is worth waiting for its first byte; white space is not.
            if (current.body.hasBegun()) {
                begin(current);
            }
            flushOwed = state == State.AWAITING_FIRST_BYTES;
        }
        if (isHalfOut() && current != null) {
            try {
                current.body.flush();
            } catch (IOException | RuntimeException e) {
                fail(FailureReason.ENCODING, e);
            }
            current.letOut();
        }
    }

    /** Rewrites the next piece of what has come. */
    void step() {
        RewrittenContent current = content;
        if (current == null || state != State.REWRITING) {
            return;
        }
        try {
            if (current.body.hasMore()) {
                current.body.step();
            }
        } catch (IOException | RuntimeException e) {
            fail(Reasons.ofFailure(e), e);
            return;
        }
        settle(current);
    }

    /** What was waited for is there. */
    void resumed(@Nullable Throwable thrown) {
        RewrittenContent current = content;
        if (current == null || isOver()) {
            return;
        }
        current.body.resumed();
        if (thrown != null) {
            fail(Reasons.ofFailure(thrown), thrown);
        } else if (state == State.ENDING) {
            settleEnd(current);
        } else {
            settle(current);
        }
    }

    /** Output has come that was waited for, or cannot be written. */
    void late(@Nullable IOException thrown) {
        if (thrown != null && isHalfOut()) {
            fail(FailureReason.ENCODING, thrown);
        } else {
            flush();
        }
    }

    /** Another response has begun before this one had ended. */
    void interrupted() {
        if (state == State.PASSING) {
            close(State.DONE, Outcome.PASSED);
        } else {
            fail(FailureReason.ORIGIN_CUT_OFF, null);
        }
    }

    /** What comes from now on passes by. */
    void bypassed() {
        if (state == State.AWAITING_FIRST_BYTES) {
            passHeld(SkipReason.DECLINED, null);
        }
        if (state == State.PASSING) {
            close(State.DONE, Outcome.PASSED);
        } else if (isHalfOut()) {
            fail(FailureReason.HANDLER_REMOVED, null);
        }
    }

    /** The response will not be completed, and nobody is there whom it could be reset for. */
    void abandon(FailureReason reason) {
        if (!isOver()) {
            failure = reason;
            close(State.RESET, Outcome.ABANDONED);
        }
    }

    /** Nothing right can be sent any more. */
    void fail(FailureReason reason, @Nullable Throwable thrown) {
        if (!isOver()) {
            failure = reason;
            cause = thrown;
            boolean byClose = delimitedByClose || (state == State.PASSING && isPassedUntilClose());
            state = State.RESET;
            try {
                flow.reset(reason, byClose);
            } finally {
                close(State.RESET, Outcome.RESET);
            }
        }
    }

    // ---- Passing

    private void pass(Message message) {
        state = State.PASSING;
        if (message.isMalformed()) {
            // Its reader may have made an end where there was none.
            fail(FailureReason.ORIGIN_CUT_OFF, null);
            message.fail(new ResponseResetException(FailureReason.ORIGIN_CUT_OFF));
            return;
        }
        int length = message.contentBytes();
        boolean isLast = message.last() != null;
        bytesIn += length;
        if (watched != null) {
            watched.accept(message);
        }
        if (length > 0 && hasNoContent()) {
            flow.pass(message.withoutContent(), message.promise());
        } else {
            bytesPassed += length;
            flow.pass(message.object(), message.promise());
        }
        if (isLast && state == State.PASSING) {
            close(State.DONE, Outcome.PASSED);
        }
    }

    /** RFC 9110 §6.4.1. Codecs of HTTP/1 see to it themselves, those of HTTP/2 do not. */
    private boolean hasNoContent() {
        HttpResponse head = response;
        int status = head == null ? 0 : head.status().code();
        return status == 204 || status == 304 || negotiation.request().method().equals(HttpMethod.HEAD);
    }

    private boolean isPassedUntilClose() {
        HttpResponse head = response;
        return head != null && !HttpUtil.isContentLengthSet(head) && !HttpUtil.isTransferEncodingChunked(head);
    }

    /** What was held passes as it came. */
    private void passHeld(SkipReason reason, @Nullable Throwable thrown) {
        skip = reason;
        cause = thrown;
        if (content != null) {
            content.release(new ResponseResetException(FailureReason.REWRITER));
            content = null;
        }
        if (response != null) {
            if (shadow != null) {
                shadow.decided(response);
            }
            negotiation.adaptSkipped(response, reason);
        }
        takeHeld(this::pass);
        settleFlush();
    }

    private void takeHeld(Consumer<Message> taker) {
        for (Message next = held.poll(); next != null; next = held.poll()) {
            taker.accept(next);
        }
    }

    private void settleFlush() {
        if (flushOwed) {
            flushOwed = false;
            flow.flushOut();
        }
    }

    // ---- The first bytes

    private void hold(RewrittenContent current, Message message) {
        held.add(message);
        if (!message.isContentInMemory()) {
            passHeld(SkipReason.CONTENT_NOT_IN_MEMORY, null);
            return;
        }
        FailureReason wrong = current.count(message);
        if (wrong != null) {
            fail(wrong, null);
            return;
        }
        current.accept(message);
        FirstBytes verdict;
        try {
            verdict = current.body.look();
        } catch (IOException | RuntimeException e) {
            passHeld(Reasons.ofSkip(e), e);
            return;
        }
        judge(current, verdict, message.last() != null);
    }

    private void judge(RewrittenContent current, FirstBytes verdict, boolean all) {
        if (verdict == FirstBytes.MARKUP) {
            begin(current);
        } else if (verdict == FirstBytes.OTHER) {
            passHeld(SkipReason.NOT_MARKUP, null);
        } else if (all) {
            SkipReason nothing = current.body.isComplete() ? SkipReason.EMPTY : SkipReason.CORRUPT_CODING;
            passHeld(current.body.hasBegun() ? SkipReason.NOT_MARKUP : nothing, null);
        } else if (current.bytesIn() > MOST_BYTES_FOR_NOTHING) {
            passHeld(SkipReason.CORRUPT_CODING, null);
        }
    }

    private void begin(RewrittenContent current) {
        Decision decided = decision;
        HttpResponse head = response;
        if (decided == null || head == null || decided.rewriting() == null) {
            throw new IllegalStateException("nothing is decided");
        }
        Rewriting rewriting = decided.rewriting();
        Preparation preparation = rewriting.preparation();
        try {
            context = preparation.context(negotiation.request(), head);
            current.shadow(shadow);
            current.begin(rewriting.rewriter(), context, flow, this);
            prepare(preparation, context, head);
        } catch (IOException | RuntimeException e) {
            passHeld(Reasons.ofSkip(e), e);
            return;
        }
        Framing.correctCharset(head.headers(), decided.gate().charset(), current.encoding());
        if (shadow != null) {
            shadow.decided(head);
        }
        negotiation.adaptHead(head, rewriting, decided.gate().codings());
        delimitedByClose = Framing.ofUnknownLength(head, negotiation.request().version());
        commit(current, head);
    }

    /** From here on the response is a rewritten one. */
    private void commit(RewrittenContent current, HttpResponse head) {
        state = State.REWRITING;
        if (head instanceof FullHttpResponse) {
            HttpResponse alone = new DefaultHttpResponse(head.protocolVersion(), head.status(), head.headers());
            flow.pass(alone, flow.newPromise());
        } else {
            flow.pass(head, held.remove().promise());
        }
        // If that could not be written, all is over by now, and nothing is held.
        takeHeld(current::take);
        settle(current);
        settleFlush();
    }

    // ---- Rewriting

    private void rewrite(RewrittenContent current, Message message) {
        FailureReason wrong =
                message.isContentInMemory() ? current.count(message) : FailureReason.CONTENT_NOT_IN_MEMORY;
        if (wrong != null) {
            fail(wrong, null);
            message.fail(new ResponseResetException(wrong));
            return;
        }
        current.accept(message);
        current.take(message);
        settle(current);
    }

    /** Does what is due when a piece was rewritten. */
    private void settle(RewrittenContent current) {
        if (!current.body.isSuspended() && !current.body.hasMore()) {
            current.settleOwed();
        }
        current.letOut();
        if (state != State.REWRITING) {
            return;
        }
        if (current.body.isSuspended()) {
            flow.await(this, current.body.ready());
        } else if (!current.body.hasMore() && current.hasLast()) {
            end(current);
        }
    }

    private void end(RewrittenContent current) {
        if (!current.body.isComplete()) {
            fail(FailureReason.CODING_CUT_OFF, null);
            return;
        }
        state = State.ENDING;
        try {
            current.body.end();
        } catch (RuntimeException e) {
            fail(Reasons.ofFailure(e), e);
            return;
        }
        settleEnd(current);
    }

    private void settleEnd(RewrittenContent current) {
        if (current.body.isSuspended()) {
            flow.await(this, current.body.ready());
            current.letOut();
        } else {
            finish(current);
        }
    }

    private void finish(RewrittenContent current) {
        try {
            current.body.finish();
        } catch (IOException | RuntimeException e) {
            fail(FailureReason.ENCODING, e);
            return;
        }
        current.letOut();
        Message last = current.takeLast();
        LastHttpContent end = last == null ? null : last.last();
        if (last == null || end == null) {
            return;
        }
        ChannelPromise promise = last.promise();
        if (delimitedByClose) {
            promise = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        LastHttpContent written = Framing.endOf(end);
        last.release();
        RewriteException passed = current.failure();
        if (passed != null) {
            failure = Reasons.ofFailure(passed);
            cause = passed;
        }
        close(State.DONE, passed == null ? Outcome.REWRITTEN : Outcome.REWRITTEN_IN_PART);
        flow.pass(written, promise);
    }

    private ChannelFuture write(ByteBuf piece) {
        ChannelPromise promise = flow.newPromise();
        promise.addListener(whenWritten);
        flow.pass(new DefaultHttpContent(piece), promise);
        return promise;
    }

    private void written(ChannelFuture future) {
        if (!future.isSuccess()) {
            flow.writeFailed(this, future.cause());
        }
    }

    // ---- The end

    /** Releases everything and tells what became of the response; after that nothing happens here any more. */
    private void close(State end, Outcome outcome) {
        state = end;
        RewrittenContent current = content;
        content = null;
        if (current != null || !held.isEmpty()) {
            release(current, new ResponseResetException(failure == null ? FailureReason.ORIGIN_CUT_OFF : failure));
        }
        HttpResponse head = response;
        Report report = new Report(
                outcome,
                head == null ? 0 : head.status().code(),
                skip,
                failure,
                cause,
                current == null ? bytesIn : current.bytesIn(),
                current == null ? 0 : current.body.decodedBytes(),
                current == null ? bytesPassed : current.bytesOut(),
                current == null ? null : current.statistics(),
                context);
        if (shadow != null) {
            shadow.finish(report);
            shadow = null;
        }
        flow.report(negotiation.request(), report);
    }

    private void release(@Nullable RewrittenContent current, ResponseResetException reason) {
        takeHeld(message -> message.fail(reason));
        if (current != null) {
            current.release(reason);
        }
    }
}
