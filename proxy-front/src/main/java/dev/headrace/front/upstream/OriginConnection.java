package dev.headrace.front.upstream;

import dev.headrace.front.time.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to an origin that carries one exchange at a time: a connection of HTTP/1.1, or a stream of HTTP/2. Used on its event loop only.
 * Whoever has it gives it back by {@link #release} when request and response are complete, or ends it by {@link #abort}.
 */
public abstract sealed class OriginConnection extends ChannelInboundHandlerAdapter
        permits Http1Connection, Http2Stream {
    /** More interim responses are an origin that never comes to its answer. */
    private static final int MOST_INTERIM = 32;

    private final Channel channel;
    private final Deadline deadline;

    private Upstream.Timeouts timeouts = Upstream.Timeouts.DEFAULT;
    private @Nullable OriginListener listener;
    private int interim;
    private boolean responseBegun;
    private boolean responseComplete;
    private boolean requestComplete;

    OriginConnection(Channel channel) {
        this.channel = channel;
        this.deadline = new Deadline(channel.eventLoop());
    }

    final Channel channel() {
        return channel;
    }

    /** Whether another request was answered on it before, so that the origin may be closing it just now. */
    public abstract boolean isReused();

    /** Whether more of the request should be written. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** The connection itself, for a tunnel (RFC 9110 §9.3.6, §7.8): nothing else hears of it any more. */
    public Channel detach() {
        listener = null;
        deadline.end();
        return channel;
    }

    void begin(OriginListener hears, Upstream.Timeouts allowed) {
        listener = hears;
        timeouts = allowed;
        interim = 0;
        responseBegun = false;
        responseComplete = false;
        requestComplete = false;
        deadline.clear();
        begun();
        hears.connected(this);
    }

    /** Writes a piece of the request: its head, then its content. */
    public void write(HttpObject piece) {
        if (piece instanceof HttpRequest request) {
            requested(request);
        }
        if (piece instanceof LastHttpContent) {
            requestComplete = true;
        }
        if (!responseBegun) {
            // As long as the client still sends, the origin is not late.
            expectMore(timeouts.response());
        }
        channel.write(piece).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Sends what was written. */
    public void flush() {
        channel.flush();
    }

    /** Reads no more for now, or goes on. */
    public void setReading(boolean reading) {
        if (channel.config().isAutoRead() != reading) {
            channel.config().setAutoRead(reading);
            if (!responseComplete) {
                // A client that takes its time is not the origin's fault.
                if (reading) {
                    expectMore(responseBegun ? timeouts.content() : timeouts.response());
                } else {
                    deadline.clear();
                }
            }
        }
    }

    /** Gives the connection back; it is kept if it can take another request. */
    public void release() {
        listener = null;
        if (requestComplete && responseComplete) {
            completed();
        } else {
            abort();
        }
    }

    /** An exchange begins. */
    abstract void begun();

    /** Its request begins. */
    abstract void requested(HttpRequest request);

    /** The response's head is there, and no other will follow. */
    abstract void answered(HttpResponse response);

    /** An exchange is complete, and nobody listens any more. */
    abstract void completed();

    /** No response came in time. */
    abstract void unanswered();

    /** This will carry no other exchange. */
    abstract void ended();

    /** Waits for the next exchange, not for ever. */
    final void rest() {
        setReading(true);
        deadline.set(timeouts.idle(), this::abort);
    }

    final boolean isResponseBegun() {
        return responseBegun;
    }

    final boolean isResponseComplete() {
        return responseComplete;
    }

    /** Closes the connection. */
    public void abort() {
        listener = null;
        deadline.end();
        // TLS says goodbye first, and looks open until then.
        ended();
        var unused = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        OriginListener to = listener;
        if (to == null || responseComplete || !(msg instanceof HttpObject piece)) {
            // Nobody asked for it (RFC 9112 §9.2): what follows on this connection cannot be trusted.
            ReferenceCountUtil.release(msg);
            abort();
            return;
        }
        if (piece.decoderResult().isFailure()
                || (piece instanceof HttpResponse head && !isUnderstood(head))
                || interim > MOST_INTERIM) {
            ReferenceCountUtil.release(msg);
            fail(responseBegun ? OriginFault.CUT_OFF : OriginFault.MALFORMED_RESPONSE);
            return;
        }
        if (piece instanceof HttpResponse response) {
            head(response);
        }
        if (piece instanceof LastHttpContent && responseBegun) {
            responseComplete = true;
            deadline.clear();
        } else {
            expectMore(responseBegun ? timeouts.content() : timeouts.response());
        }
        to.received(piece);
    }

    /** Whether there is a status code (RFC 9110 §15), and no transfer coding but one that is taken away here (RFC 9112 §6.1). */
    private static boolean isUnderstood(HttpResponse response) {
        int status = response.status().code();
        List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isPlain = codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)));
        return status >= 100 && status <= 999 && isPlain;
    }

    private void head(HttpResponse response) {
        if (response.status().code() >= 200 || response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            responseBegun = true;
            answered(response);
        } else {
            interim++;
        }
    }

    private void expectMore(Duration within) {
        if (channel.config().isAutoRead()) {
            deadline.set(within, this::tookTooLong);
        }
    }

    private void tookTooLong() {
        if (!responseBegun) {
            unanswered();
        }
        fail(responseBegun ? OriginFault.CONTENT_TIMEOUT : OriginFault.RESPONSE_TIMEOUT);
    }

    final void fail(OriginFault fault) {
        OriginListener to = listener;
        abort();
        if (to != null) {
            to.failed(fault);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (listener != null) {
            listener.receivedAll();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (listener != null) {
            listener.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.end();
        ended();
        if (!responseComplete) {
            fail(faultOfEnd());
        }
    }

    final OriginFault faultOfEnd() {
        return responseBegun ? OriginFault.CUT_OFF : OriginFault.CLOSED_BEFORE_RESPONSE;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Told at once: the decoder would take the end of the connection for the end of a response without a length.
        fail(faultOfEnd());
    }
}
