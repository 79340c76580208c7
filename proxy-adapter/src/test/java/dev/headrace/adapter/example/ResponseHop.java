package dev.headrace.adapter.example;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** How a response's end is marked for one client, and whether its connection goes on behind it (RFC 9112 §6, §9.3). */
final class ResponseHop {
    private final boolean isHead;
    private final boolean knowsChunks;
    private boolean keepAlive;

    private ResponseHop(boolean isHead, boolean knowsChunks, boolean keepAlive) {
        this.isHead = isHead;
        this.knowsChunks = knowsChunks;
        this.keepAlive = keepAlive;
    }

    /** Reads a request's head as it came. */
    static ResponseHop of(HttpRequest request) {
        boolean knowsChunks = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        return new ResponseHop(
                request.method().equals(HttpMethod.HEAD), knowsChunks, knowsChunks && HttpUtil.isKeepAlive(request));
    }

    /**
     * Makes a response one from here to the client.
     *
     * @param requestSent whether the request's end has come; if not, nobody waits for it
     */
    void adapt(HttpResponse head, boolean requestSent) {
        HttpHeaders headers = head.headers();
        RequestHop.removeHopByHop(headers);
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        int status = head.status().code();
        boolean hasContent = !isHead && status != 204 && status != 304;
        if (!knowsChunks) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        } else if (hasContent && !HttpUtil.isContentLengthSet(head)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        keepAlive &= requestSent;
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /** Whether the connection goes on behind the response. */
    boolean isKeptAlive() {
        return keepAlive;
    }

    /** An interim response, in one piece, since the HTTP/2 codec wants it so. */
    static FullHttpResponse informational(HttpResponse head) {
        RequestHop.removeHopByHop(head.headers());
        return new DefaultFullHttpResponse(
                head.protocolVersion(),
                head.status(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
    }
}
