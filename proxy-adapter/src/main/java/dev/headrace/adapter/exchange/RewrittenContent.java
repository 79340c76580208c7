package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.gate.ResponseGate;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.io.Statistics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The content of a response that is to be rewritten: what comes in, what leaves, and who wants to know when. */
final class RewrittenContent {
    final ResponseBody body;
    private final BodyOutput output;
    private final @Nullable String charset;
    private final long declaredBytes;
    private long bytesIn;

    /** The end of content, once it has come. */
    private @Nullable Message last;

    /** Of the message that is being worked through. */
    private @Nullable ChannelPromise owed;

    RewrittenContent(
            HttpResponse head,
            ResponseGate gate,
            Negotiation negotiation,
            RewriteOptions options,
            ByteBufAllocator allocator,
            BodyOutput.Writer writer) {
        String label = gate.charset();
        String encoding = label == null ? null : HtmlRewriter.encodingName(label);
        // A label that no encoding has counts as none, as in browsers (Fetch, "legacy extract an encoding").
        charset = encoding == null ? null : label;
        declaredBytes = Framing.contentLength(head);
        output = new BodyOutput(allocator, options.coalescedBytes(), writer);
        ContentDecoder decoder = CodingChain.decoder(gate.codings(), options);
        try {
            body = new ResponseBody(
                    decoder, CodingChain.encoder(negotiation.redone(gate.codings()), options), encoding, output);
        } catch (RuntimeException e) {
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /** Counts a message's content; returns what is wrong with it, if anything is. */
    @Nullable
    FailureReason count(Message message) {
        bytesIn += message.contentBytes();
        if (message.isMalformed()) {
            return FailureReason.ORIGIN_CUT_OFF;
        }
        boolean wrong = bytesIn > declaredBytes || (message.last() != null && bytesIn < declaredBytes);
        return declaredBytes >= 0 && wrong ? FailureReason.LENGTH_MISMATCH : null;
    }

    /** Takes a message's content; the message stays the caller's. */
    void accept(Message message) {
        ByteBuf content = message.content();
        if (content != null) {
            body.accept(content.retainedDuplicate());
        }
    }

    /** Takes a message whose content was {@linkplain #accept accepted}. */
    void take(Message message) {
        if (message.last() != null) {
            last = message;
            return;
        }
        message.release();
        settleOwed();
        owed = message.promise();
    }

    /** All that was accepted is rewritten. */
    void settleOwed() {
        ChannelPromise promise = owed;
        if (promise != null) {
            owed = null;
            output.whenWritten(promise);
        }
    }

    /** Has a candidate see the content; before {@link #begin}. */
    void shadow(@Nullable ShadowRun candidate) {
        if (candidate != null) {
            candidate.opens(charset);
            body.shadow(candidate);
        }
    }

    void begin(HtmlRewriter rewriter, @Nullable Object context, ResponseFlow flow, Exchange exchange)
            throws IOException {
        OutputSink sink = body.sink(context, new ResponseOutlet(this, flow, exchange));
        body.begin(flow.open(rewriter, sink, charset, context));
        if (body.hasMore() && !body.isSuspended() && body.decodedBytes() == 0) {
            body.step();
        }
    }

    /** Writes what is ready, behind the head; everybody may be called meanwhile. */
    void letOut() {
        output.letOut();
    }

    /** Whether a step, or the end, is due. */
    boolean hasMore() {
        return body.hasMore() || last != null;
    }

    /** The end of content, if it has come; whoever asks must see that it is written. */
    @Nullable
    Message takeLast() {
        Message end = last;
        last = null;
        return end;
    }

    boolean hasLast() {
        return last != null;
    }

    /** What the document's encoding turned out to be; null if that is not known yet. */
    @Nullable
    String encoding() {
        Statistics statistics = statistics();
        return statistics == null ? null : statistics.encoding();
    }

    /** Why the rewriter passed the rest of the document as it was, if it did. */
    @Nullable
    RewriteException failure() {
        Statistics statistics = statistics();
        return statistics == null ? null : statistics.failure();
    }

    @Nullable
    Statistics statistics() {
        RewriteStream stream = body.stream();
        return stream == null ? null : stream.statistics();
    }

    long bytesIn() {
        return bytesIn;
    }

    long bytesOut() {
        return output.bytes();
    }

    /** Releases all that is held, and breaks what was promised. */
    void release(Throwable reason) {
        body.close();
        output.release(reason);
        if (owed != null && !owed.isVoid()) {
            owed.tryFailure(reason);
        }
        owed = null;
        if (last != null) {
            last.fail(reason);
            last = null;
        }
    }
}
