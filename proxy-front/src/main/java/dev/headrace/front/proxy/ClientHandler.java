package dev.headrace.front.proxy;

import dev.headrace.front.time.Deadline;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's side: takes one request after the other, so that responses leave in the requests' order (RFC 9112 §9.3.2). What a client
 * pipelines waits, and if it is more than a little, nothing is read.
 *
 * <p>The last handler of a connection of HTTP/1, or of a stream of HTTP/2.
 */
public final class ClientHandler extends ChannelInboundHandlerAdapter {
    /** How long a client that has sent no request may still do so when the front is about to end: one may be on its way. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private static final int MOST_WAITING = 32;
    private static final Duration LINGERING = Duration.ofSeconds(5);

    private final Proxy proxy;
    private final Client client;
    private final boolean isStream;
    private final Supplier<Traffic> traffic;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private final Deadline receiving;
    private final Deadline wholeRequest;
    private final Deadline sending;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange current;
    private boolean isFull;
    private boolean headBegun;
    private boolean closing;
    private boolean draining;
    private boolean saidAll;
    private int requests;

    /**
     * A handler for one channel.
     *
     * @param loop the channel's
     * @param isStream whether the channel is a stream of HTTP/2, which ends with its only exchange
     * @param traffic has the bytes of each exchange, asked for when it begins
     */
    public ClientHandler(Proxy proxy, Client client, EventLoop loop, boolean isStream, Supplier<Traffic> traffic) {
        this.proxy = proxy;
        this.client = client;
        this.isStream = isStream;
        this.traffic = traffic;
        receiving = new Deadline(loop);
        wholeRequest = new Deadline(loop);
        sending = new Deadline(loop);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        awaitRequest();
    }

    Proxy proxy() {
        return proxy;
    }

    Client client() {
        return client;
    }

    /** The bytes of the exchange that begins. */
    Traffic nextTraffic() {
        return traffic.get();
    }

    boolean isStream() {
        return isStream;
    }

    /** Whether the connection may have another request behind the one that has come. */
    boolean mayGoOn() {
        return !draining && requests < proxy.maxRequests();
    }

    /**
     * Takes no more requests than the one under way, or, if there is none, one that comes within {@link #GRACE}: the client may have sent
     * it already.
     */
    public void drain() {
        draining = true;
        if (current == null && !headBegun && !closing) {
            awaitRequest();
        }
    }

    /** Whether anything has come behind the request under way, be it a part of a head. */
    boolean hasMore() {
        Http1Codec codec = channel().pipeline().get(Http1Codec.class);
        return !waiting.isEmpty() || (codec != null && codec.hasMore());
    }

    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the handler is in no pipeline");
        }
        return context;
    }

    private Channel channel() {
        return context().channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (closing || !(msg instanceof HttpObject piece)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        waiting.add(piece);
        pump();
    }

    private void pump() {
        while (!waiting.isEmpty() && !closing) {
            Exchange exchange = current;
            if (exchange == null) {
                begin(waiting.remove());
            } else if (waiting.peek() instanceof HttpContent && !exchange.hasWholeRequest()) {
                exchange.content((HttpContent) waiting.remove());
            } else {
                break;
            }
        }
        settleReading();
    }

    private void begin(HttpObject piece) {
        if (!(piece instanceof HttpRequest request)) {
            ReferenceCountUtil.release(piece);
            return;
        }
        headBegun = false;
        receiving.clear();
        requests++;
        Exchange exchange = new Exchange(this, request);
        current = exchange;
        if (request instanceof FullHttpRequest whole) {
            waiting.add(new DefaultLastHttpContent(whole.content(), whole.trailingHeaders()));
        }
        exchange.begin();
    }

    /** The exchange wants no more of the request for now, or does again. */
    void settleReading() {
        Exchange exchange = current;
        boolean full = waiting.size() >= MOST_WAITING || (exchange != null && exchange.isFull());
        if (full != isFull && !closing) {
            isFull = full;
            channel().config().setAutoRead(!full);
        }
        if (exchange == null) {
            return;
        }
        if (exchange.hasWholeRequest()) {
            receiving.clear();
            wholeRequest.clear();
            return;
        }
        if (!waiting.isEmpty()) {
            // Nothing is late that is there already.
            return;
        }
        if (!wholeRequest.isSet()) {
            wholeRequest.set(proxy.timeouts().request(), exchange::requestTimedOut);
        }
        if (full) {
            receiving.clear();
        } else {
            receiving.set(proxy.timeouts().content(), exchange::requestTimedOut);
        }
    }

    /** The exchange is over; the connection takes another one, or not. */
    void finished(Exchange exchange, boolean keepAlive) {
        if (current != exchange) {
            return;
        }
        current = null;
        wholeRequest.clear();
        if (isStream) {
            receiving.end();
            wholeRequest.end();
        }
        if (closing) {
            return;
        }
        boolean isLast = saidAll && waiting.isEmpty();
        if (!keepAlive || isLast) {
            closing = true;
            releaseWaiting();
            if (keepAlive) {
                channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            if (!isStream) {
                // The client may never take the end of the response.
                receiving.set(proxy.timeouts().send(), this::close);
            }
        } else if (!isStream) {
            awaitRequest();
            pump();
            if (current != null) {
                // What has waited was read long ago: nothing else will tell that it is complete for now.
                current.flushRequest();
            }
        }
    }

    /**
     * Says that no more will come, and reads on for a while: if what the client still sends met a closed connection, TCP would take
     * the answer from it (RFC 9112 §9.6).
     */
    void closeLingering() {
        closing = true;
        releaseWaiting();
        receiving.set(LINGERING, this::close);
        channel().config().setAutoRead(true);
        SslHandler tls = channel().pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else if (channel() instanceof DuplexChannel connection) {
            connection.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            close();
        }
    }

    /**
     * A stream's last piece still waits for the client to grant a window (RFC 9113 §5.2). Without progress it does not for ever: nothing
     * else would end it, since it can be small enough for the stream to be writable.
     */
    void awaitTaken() {
        if (isStream) {
            awaitTaken(channel().bytesBeforeUnwritable());
        }
    }

    private void awaitTaken(long before) {
        receiving.set(proxy.timeouts().send(), () -> {
            long now = channel().bytesBeforeUnwritable();
            if (now > before) {
                awaitTaken(now);
            } else {
                close();
            }
        });
    }

    private void awaitRequest() {
        if (current != null || isStream) {
            return;
        }
        if (draining) {
            receiving.set(GRACE, this::closeBehindResponse);
        } else {
            receiving.set(proxy.timeouts().idle(), this::close);
        }
    }

    /** What was written and is still on its way goes first. */
    private void closeBehindResponse() {
        closing = true;
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (current != null) {
            current.flushRequest();
        } else if (!headBegun && !closing && !isStream && ctx.channel().isActive()) {
            // Something was read, and it was no whole head.
            headBegun = true;
            receiving.set(proxy.timeouts().head(), this::close);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (current != null) {
            current.clientWritabilityChanged();
        }
        if (ctx.channel().isWritable()) {
            sending.clear();
        } else {
            sending.set(proxy.timeouts().send(), this::close);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        endDeadlines();
        if (current != null) {
            current.clientLeft();
        }
        releaseWaiting();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        // The connection is closed, or has become a tunnel, which is none of our business.
        closing = true;
        endDeadlines();
        releaseWaiting();
    }

    /** A client that says nothing more may still listen (RFC 9112 §9.6 has servers do so, too): what it has asked for, it gets. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            saidAll = true;
            if (current == null || !current.hasWholeRequest()) {
                close();
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Ends a stream of HTTP/2 of which not everything was sent or read (RFC 9113 §5.4.2, §8.1). */
    void reset(Http2Error why) {
        closing = true;
        releaseWaiting();
        // No handler of requests and responses knows this frame.
        var written = channel().pipeline().firstContext().writeAndFlush(new DefaultHttp2ResetFrame(why));
        written.addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Http2Exception broken = isStream ? Http2CodecUtil.getEmbeddedHttp2Exception(cause) : null;
        if (broken != null) {
            malformed(String.valueOf(broken.getMessage()));
            // The stream is reset with the error's own code.
            ctx.fireExceptionCaught(broken);
            return;
        }
        // Connections are reset and handshakes fail all day; the exchange's entry in the log says how far it came.
        var unused = ctx.close();
    }

    /** What came broke a rule of HTTP/2, which ends the stream (RFC 9113 §8.1.1). */
    private void malformed(String reason) {
        if (current != null) {
            current.malformed(reason);
        } else if (requests == 0) {
            requests++;
            proxy.log().finished(ExchangeLog.Entry.ofNoRequest(client, 400, reason));
        }
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void close() {
        if (isStream) {
            // Closed alone, its channel would tell nobody when the request is complete.
            reset(Http2Error.CANCEL);
        } else {
            var unused = channel().close();
        }
    }

    private void endDeadlines() {
        receiving.end();
        wholeRequest.end();
        sending.end();
    }
}
