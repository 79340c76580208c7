package dev.headrace.adapter.exchange;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.policy.RewritePolicy;
import dev.headrace.adapter.report.FailureReason;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.report.ShadowListener;
import dev.headrace.adapter.report.ShadowReport;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.io.OutputSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one channel: each response finds its request, and what is written goes on in order, as fast as the client takes it
 * and the rewriter is ready.
 *
 * <p>What cannot go on yet is queued. That is rare, since the origin's side stops when the channel is not writable: it is not when the
 * client is slow, and it is made to look so while a handler is being waited for.
 */
public final class ResponseFlow {
    /** Stands in the queue where a flush was asked for. */
    private static final Object FLUSH = new Object();

    /** So many messages and flushes may wait, however small they are. */
    private static final int MOST_QUEUED = 16 * 1024;

    private final ChannelHandlerContext context;
    private final RewritePolicy policy;
    private final RewriteListener listener;
    private final RewriteOptions options;

    /** The requests that are not answered yet, or whose answer is under way, the oldest first. */
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>(2);

    private final ArrayDeque<Object> queue = new ArrayDeque<>(4);
    private long queuedBytes;

    /** Whose response is under way. */
    private @Nullable Exchange current;

    /** What is being waited for. */
    private @Nullable CompletionStage<?> awaited;

    /** Why no response comes to its end any more if somebody on this side closes the channel. */
    private FailureReason whenClosed = FailureReason.ORIGIN_CUT_OFF;

    private @Nullable FailureReason dead;
    private boolean informational;
    private boolean tunnel;
    private boolean pumping;
    private boolean suspended;

    /** The flow of a channel; it uses the context of the handler that feeds it. */
    public ResponseFlow(
            ChannelHandlerContext context, RewritePolicy policy, RewriteListener listener, RewriteOptions options) {
        this.context = context;
        this.policy = policy;
        this.listener = listener;
        this.options = options;
    }

    // ---- What happens on the channel

    /** A request has come; it is changed if its answer may be rewritten. */
    public void request(HttpRequest request) {
        exchanges.add(new Exchange(this, Negotiation.of(request, policy, options.responseHeader())));
    }

    /** The origin's side writes. */
    public void write(Object object, ChannelPromise promise) {
        if (tunnel || !isOfResponse(object)) {
            pass(object, promise);
            return;
        }
        Message message = new Message(object, promise);
        if (dead != null) {
            message.fail(new ResponseResetException(dead));
            return;
        }
        boolean tooMany = isTooMuchQueued();
        queue.add(message);
        queuedBytes += message.contentBytes();
        pump();
        if (tooMany && isTooMuchQueued()) {
            overflow();
        }
    }

    /** The origin's side flushes. */
    public void flush() {
        if (queue.isEmpty() || queue.peekLast() != FLUSH) {
            queue.add(FLUSH);
        }
        pump();
        flushDecided();
    }

    /** The client takes more, or takes no more. */
    public void writabilityChanged() {
        pump();
    }

    /** The connection to the client broke; it is going to be closed, by whoever hears of it first. */
    public void broken() {
        whenClosed = FailureReason.CLIENT_LEFT;
    }

    /** Somebody on this side closes the channel: no response comes to its end any more. */
    public void closing() {
        Exchange under = current;
        if (under != null && under.isHalfOut() && dead == null) {
            under.flush();
            if (under.isDelimitedByClose()) {
                reset(whenClosed, true);
            } else {
                context.flush();
            }
        }
        abandonAll(whenClosed);
    }

    /** The channel is closed. */
    public void inactive() {
        abandonAll(FailureReason.CLIENT_LEFT);
    }

    /** The handler was taken out of the pipeline. */
    public void removed() {
        Exchange under = current;
        if (dead == null && under != null) {
            under.bypassed();
        }
        while (dead == null && !queue.isEmpty()) {
            Object next = queue.poll();
            if (next instanceof Message message) {
                pass(message.object(), message.promise());
            } else {
                context.flush();
            }
        }
        abandonAll(FailureReason.HANDLER_REMOVED);
    }

    /** Whether more may be written: not while a handler is being waited for. */
    public boolean isAccepting() {
        return !suspended;
    }

    /** Whether HTTP has ended on this channel. */
    public boolean isTunnel() {
        return tunnel;
    }

    // ---- Bringing the queue on

    private static boolean isOfResponse(Object object) {
        return object instanceof HttpObject || object instanceof ByteBuf || object instanceof FileRegion;
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (advance()) {
                settle();
            }
            settle();
        } finally {
            pumping = false;
        }
        markWritability();
    }

    /** Does the next thing that can be done; returns whether there was one. */
    private boolean advance() {
        Exchange under = current;
        if (under != null && under.isSuspended()) {
            return false;
        }
        if (under != null && under.hasMore()) {
            if (!canWrite()) {
                return false;
            }
            under.step();
            return true;
        }
        Object next = queue.poll();
        if (next == FLUSH) {
            if (under != null) {
                under.flush();
            }
            context.flush();
        } else if (next instanceof Message message) {
            queuedBytes -= message.contentBytes();
            deliver(message);
        }
        return next != null;
    }

    /** What is written but not flushed makes a channel unwritable as well, and it would remain so. */
    private boolean canWrite() {
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return dead == null && context.channel().isWritable();
    }

    private void deliver(Message message) {
        if (tunnel) {
            pass(message.object(), message.promise());
        } else if (message.object() instanceof HttpResponse head) {
            deliverHead(message, head);
        } else if (informational || current == null) {
            informational = informational && message.last() == null;
            pass(message.object(), message.promise());
        } else {
            current.content(message);
        }
    }

    private void deliverHead(Message message, HttpResponse head) {
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && head.status().code() != 101) {
            // RFC 9110 §15.2: the final response is still to come.
            informational = message.last() == null;
            pass(message.object(), message.promise());
            return;
        }
        informational = false;
        if (current != null) {
            current.interrupted();
            settle();
        }
        Exchange answered = exchanges.peek();
        if (dead != null) {
            message.fail(new ResponseResetException(dead));
        } else if (answered == null) {
            pass(message.object(), message.promise());
        } else {
            current = answered;
            answered.response(message, head);
            if (answered.isTunnel()) {
                tunnel = true;
                answered.bypassed();
            }
        }
    }

    /** Lets go of an exchange that is over. */
    private void settle() {
        Exchange under = current;
        if (under != null && under.isOver()) {
            current = null;
            exchanges.remove(under);
        }
    }

    /** What is decided while a handler is being waited for goes out, if a flush is waiting behind it. */
    private void flushDecided() {
        Exchange under = current;
        if (under != null && under.isSuspended() && queue.contains(FLUSH)) {
            under.flush();
            context.flush();
        }
    }

    private boolean isTooMuchQueued() {
        return queuedBytes > options.maxQueuedBytes() || queue.size() > MOST_QUEUED;
    }

    /** More waits than may: the rewriter has a limit of its own and knows how to go on; a client that takes nothing has not. */
    private void overflow() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            rewriteWhileSuspended();
        } finally {
            pumping = false;
        }
        settle();
        // Nothing goes on while the channel is still made to look unwritable.
        markWritability();
        pump();
        if (current != null && isTooMuchQueued()) {
            current.fail(FailureReason.QUEUE_LIMIT, null);
            settle();
        }
    }

    private void rewriteWhileSuspended() {
        Exchange under = current;
        boolean flushed = false;
        while (under != null && under == current && under.takesMoreWhileSuspended() && isTooMuchQueued()) {
            if (under.hasMore()) {
                under.step();
            } else if (queue.poll() instanceof Message message) {
                queuedBytes -= message.contentBytes();
                under.content(message);
            } else {
                flushed = true;
            }
        }
        if (flushed) {
            queue.addFirst(FLUSH);
        }
    }

    private void markWritability() {
        boolean now = current != null && current.isSuspended();
        if (now == suspended) {
            return;
        }
        suspended = now;
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        if (buffer != null) {
            buffer.setUserDefinedWritability(options.writabilityIndex(), !now);
        } else if (context.channel().isActive()) {
            // Channels of HTTP/2 streams have no such buffer.
            context.fireChannelWritabilityChanged();
        }
        if (now) {
            flushDecided();
        }
    }

    private void abandonAll(FailureReason reason) {
        FailureReason first = dead == null ? reason : dead;
        dead = first;
        ResponseResetException thrown = new ResponseResetException(first);
        for (Exchange next = exchanges.poll(); next != null; next = exchanges.poll()) {
            next.abandon(first);
        }
        current = null;
        for (Object next = queue.poll(); next != null; next = queue.poll()) {
            if (next instanceof Message message) {
                message.fail(thrown);
            }
        }
        queuedBytes = 0;
        markWritability();
    }

    // ---- What exchanges need

    RewriteOptions options() {
        return options;
    }

    ByteBufAllocator allocator() {
        return context.alloc();
    }

    ChannelPromise newPromise() {
        return context.newPromise();
    }

    /** Writes on; whoever waits for it has the promise. */
    void pass(Object object, ChannelPromise promise) {
        var unused = context.write(object, promise);
    }

    void flushOut() {
        context.flush();
    }

    RewriteStream open(HtmlRewriter rewriter, OutputSink sink, @Nullable String label, @Nullable Object opening) {
        return rewriter.open(sink, label, context.executor(), opening);
    }

    RewritePolicy policy() {
        return policy;
    }

    /** Has the exchange go on when the stage is complete. */
    void await(Exchange exchange, CompletionStage<?> stage) {
        if (stage == awaited) {
            return;
        }
        awaited = stage;
        EventExecutor executor = context.executor();
        stage.whenComplete((value, thrown) -> {
            if (executor.inEventLoop()) {
                resume(exchange, stage, thrown);
            } else {
                executor.execute(() -> resume(exchange, stage, thrown));
            }
        });
    }

    private void resume(Exchange exchange, CompletionStage<?> stage, @Nullable Throwable thrown) {
        if (stage == awaited) {
            awaited = null;
        }
        boolean within = pumping;
        // What it writes may make the channel unwritable, of which we hear at once: nothing else goes on meanwhile.
        pumping = true;
        try {
            exchange.resumed(thrown);
        } finally {
            pumping = within;
        }
        if (!pumping) {
            settle();
            markWritability();
        }
        pump();
    }

    /** Output of the exchange has come that was waited for, or cannot be written; not while anything else is under way. */
    void late(Exchange exchange, @Nullable IOException thrown) {
        boolean within = pumping;
        pumping = true;
        try {
            exchange.late(thrown);
            context.flush();
        } finally {
            pumping = within;
        }
        if (!pumping) {
            settle();
            markWritability();
        }
        pump();
    }

    EventExecutor executor() {
        return context.executor();
    }

    /** Ends the stream so that nobody takes the response for complete. */
    void reset(FailureReason reason, boolean delimitedByClose) {
        dead = reason;
        context.flush();
        try {
            // Before anybody hears of it: whoever closes the channel then would end the response.
            options.reset().reset(context, delimitedByClose);
        } finally {
            abandonAll(reason);
        }
    }

    /** A piece of a response could not be written on. */
    void writeFailed(Exchange exchange, Throwable thrown) {
        if (context.channel().isActive()) {
            exchange.fail(FailureReason.WRITE_FAILED, thrown);
        } else {
            exchange.abandon(FailureReason.CLIENT_LEFT);
        }
    }

    void report(RequestHead request, Report report) {
        try {
            listener.finished(request, report);
        } catch (RuntimeException e) {
            context.fireExceptionCaught(e);
        }
    }

    /** Runs something on the event loop as soon as what is under way there is done. */
    void later(Runnable task) {
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, so that nothing is under way there.
            task.run();
        }
    }

    void report(ShadowListener to, RequestHead request, ShadowReport report) {
        try {
            to.compared(request, report);
        } catch (RuntimeException e) {
            context.fireExceptionCaught(e);
        }
    }
}
