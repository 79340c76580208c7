package dev.headrace.front.proxy;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import org.jspecify.annotations.Nullable;

/** What a client gets of a response: where its content ends, and whether the connection goes on behind it. */
final class ClientResponse {
    private final ClientHandler handler;
    private final HttpRequest request;
    private final boolean keepAlive;
    private boolean closesBehind;
    private @Nullable ChannelFuture last;

    ClientResponse(ClientHandler handler, HttpRequest request) {
        this.handler = handler;
        this.request = request;
        this.keepAlive = !handler.isStream() && HttpUtil.isKeepAlive(request) && handler.mayGoOn();
    }

    void closeBehind() {
        closesBehind = true;
    }

    /** Whether the connection, or the stream, ends with the response. */
    boolean closesBehind() {
        return closesBehind;
    }

    /** The write of its end; null if that is still to come. */
    @Nullable
    ChannelFuture last() {
        return last;
    }

    /** RFC 9110 §15.2: not for HTTP/1.0, which does not know them. */
    void interim(HttpResponse response) {
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            Fields.removeHopByHop(response.headers());
            write(whole(response));
            handler.context().flush();
        }
    }

    /** What says that the connection becomes a tunnel, which counts as the response until it is closed. */
    void switchProtocols(HttpResponse response) {
        var unused = handler.context().writeAndFlush(whole(response));
        last = handler.context().channel().closeFuture();
    }

    private static FullHttpResponse whole(HttpResponse response) {
        FullHttpResponse whole = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status());
        whole.headers().set(response.headers());
        return whole;
    }

    /** Has the client know where the content ends (RFC 9112 §6.3), and whether the connection goes on. */
    void delimit(HttpResponse response) {
        if (handler.isStream()) {
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
            return;
        }
        boolean isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        int code = response.status().code();
        boolean hasContent = code != 204 && code != 304 && !request.method().equals(HttpMethod.HEAD);
        if (isOld) {
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        if (hasContent && !HttpUtil.isContentLengthSet(response)) {
            if (isOld) {
                closesBehind = true;
            } else {
                response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        closesBehind |= !keepAlive || !handler.mayGoOn();
        if (closesBehind) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (isOld) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    void write(HttpObject piece) {
        ChannelFuture written = handler.context().write(piece);
        if (piece instanceof HttpResponse) {
            // What cannot be encoded would have the client wait for ever.
            written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    /**
     * Writes its end.
     *
     * @param allRead whether all of the request has been read
     */
    void end(LastHttpContent content, boolean allRead) {
        last = handler.context().writeAndFlush(content);
        closeAsDue(allRead);
    }

    /** Closes behind the end, if that has been written and nothing is to follow it. */
    void closeAsDue(boolean allRead) {
        if (last == null) {
            return;
        }
        if (!closesBehind) {
            last.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else if (allRead) {
            last.addListener(ChannelFutureListener.CLOSE);
        } else if (handler.isStream()) {
            last.addListener(done -> handler.reset(Http2Error.NO_ERROR));
        } else {
            last.addListener(done -> handler.closeLingering());
        }
    }
}
