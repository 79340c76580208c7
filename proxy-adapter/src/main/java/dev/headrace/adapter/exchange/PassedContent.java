package dev.headrace.adapter.exchange;

import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.gate.FirstBytes;
import dev.headrace.adapter.gate.ResponseGate;
import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.adapter.report.SkipReason;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response that passes untouched, as a candidate gets to see it: its codings are undone, aside, after it was written
 * to the client. For the client nothing depends on it.
 */
final class PassedContent {
    private final ShadowRun shadow;
    private final ResponseFlow flow;
    private final ResponseBody body;
    private final Queue<ByteBuf> held = new ArrayDeque<>(2);
    private int heldBytes;
    private boolean begun;
    private boolean ended;
    private boolean closed;

    private PassedContent(ShadowRun shadow, ResponseFlow flow, ResponseBody body) {
        this.shadow = shadow;
        this.flow = flow;
        this.body = body;
    }

    /** The content of a response; null if a candidate could not rewrite it. */
    static @Nullable PassedContent of(ShadowRun shadow, ResponseGate gate, ResponseFlow flow) {
        SkipReason skip = gate.skip();
        if (skip != null) {
            shadow.skips(skip);
            return null;
        }
        RewriteOptions options = shadow.candidate().optionsOr(flow.options());
        String label = gate.charset();
        String encoding = label == null ? null : HtmlRewriter.encodingName(label);
        ResponseBody body;
        try {
            ContentDecoder decoder = CodingChain.decoder(gate.codings(), options);
            body = new ResponseBody(decoder, null, encoding, nothing(flow, options));
        } catch (RuntimeException e) {
            shadow.skips(SkipReason.REWRITER_FAILED);
            return null;
        }
        PassedContent content = new PassedContent(shadow, flow, body);
        body.shadow(shadow);
        shadow.opens(encoding == null ? null : label, content);
        return content;
    }

    /** Nothing ever comes out of the body, since the stream that it writes to has another sink. */
    private static BodyOutput nothing(ResponseFlow flow, RewriteOptions options) {
        return new BodyOutput(flow.allocator(), options.coalescedBytes(), piece -> {
            piece.release();
            return flow.newPromise().setSuccess();
        });
    }

    /** Takes what is about to be written to the client; the message stays the caller's. */
    void accept(Message message) {
        if (closed) {
            return;
        }
        ByteBuf content = message.content();
        if (content != null && content.isReadable()) {
            if (heldBytes + content.readableBytes() > ShadowRun.MOST_WAITING_BYTES) {
                look();
            }
            held.add(content.retainedDuplicate());
            heldBytes += content.readableBytes();
        } else if (content == null && !(message.object() instanceof HttpResponse)) {
            skip(SkipReason.CONTENT_NOT_IN_MEMORY);
        }
        ended |= message.last() != null;
        shadow.schedule();
    }

    /** Shows the candidate what is held. */
    void look() {
        heldBytes = 0;
        try {
            for (ByteBuf next = held.poll(); next != null; next = held.poll()) {
                if (closed) {
                    next.release();
                } else {
                    body.accept(next);
                    show();
                }
            }
            settleEnd();
        } catch (IOException | RuntimeException | Error e) {
            skip(Reasons.ofSkip(e));
        }
    }

    private void show() throws IOException {
        if (!begun) {
            FirstBytes verdict = body.look();
            if (verdict == FirstBytes.OTHER) {
                skip(SkipReason.NOT_MARKUP);
            } else if (verdict == FirstBytes.MARKUP) {
                begun = true;
                body.begin(flow.open(Rewriting.passing().rewriter(), shadow::compare, null, null));
                if (body.hasMore()) {
                    body.step();
                }
                shadow.headLeft();
            }
        }
        while (begun && body.hasMore()) {
            body.step();
        }
    }

    private void settleEnd() {
        if (ended && !closed) {
            if (!body.isComplete()) {
                skip(SkipReason.CORRUPT_CODING);
            } else if (!begun) {
                skip(body.hasBegun() ? SkipReason.NOT_MARKUP : SkipReason.EMPTY);
            }
            close();
        }
    }

    private void skip(SkipReason reason) {
        shadow.skips(reason);
        close();
    }

    /** Lets go of everything. */
    void close() {
        if (!closed) {
            closed = true;
            body.close();
        }
        for (ByteBuf next = held.poll(); next != null; next = held.poll()) {
            next.release();
        }
    }
}
