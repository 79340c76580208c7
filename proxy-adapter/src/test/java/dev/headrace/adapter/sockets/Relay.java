package dev.headrace.adapter.sockets;

import dev.headrace.adapter.RewriteHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.UnaryOperator;

/**
 * Carries one response from an origin's connection to the client's channel, as a small proxy does: what it reads it writes, it flushes
 * when nothing more is there to read, and reads no more while the client's side is full.
 */
public final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel client;
    private final HttpMethod method;
    private final HttpVersion version;
    private final UnaryOperator<Object> forgery;
    private final Runnable whenDone;
    private boolean informational;
    private boolean closeAtEnd;
    private boolean ended;

    /**
     * Of one exchange.
     *
     * @param version the client's
     * @param forgery changes what came from the origin
     * @param whenDone runs when the response was written to the client's channel
     */
    public Relay(
            Channel client, HttpMethod method, HttpVersion version, UnaryOperator<Object> forgery, Runnable whenDone) {
        this.client = client;
        this.method = method;
        this.version = version;
        this.forgery = forgery;
        this.whenDone = whenDone;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ended) {
            ReferenceCountUtil.release(message);
            return;
        }
        Object forged = forgery.apply(message);
        boolean last = forged instanceof LastHttpContent;
        if (forged instanceof HttpResponse head) {
            head(head);
        }
        ended = last && !informational;
        ChannelFuture written = client.write(forged);
        if (last && informational) {
            informational = false;
        } else if (ended) {
            if (closeAtEnd) {
                written.addListener(ChannelFutureListener.CLOSE);
            }
            client.flush();
            whenDone.run();
        }
        if (!RewriteHandler.isWritable(client)) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** A client of HTTP/1.0 knows no chunks, and one of HTTP/1.1 wants to keep its connection. */
    private void head(HttpResponse head) {
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        HttpHeaders headers = head.headers();
        headers.remove(HttpHeaderNames.CONNECTION);
        boolean hasContent = !informational
                && !method.equals(HttpMethod.HEAD)
                && head.status().code() != 204
                && head.status().code() != 304;
        if (!hasContent) {
            return;
        }
        if (version.compareTo(HttpVersion.HTTP_1_1) < 0) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            closeAtEnd = !HttpUtil.isContentLengthSet(head);
            if (closeAtEnd) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        } else if (!HttpUtil.isContentLengthSet(head)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        client.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        breakOff();
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        breakOff();
    }

    private void breakOff() {
        if (!ended) {
            ended = true;
            var unused = client.close();
        }
    }
}
