package dev.headrace.adapter.exchange;

import dev.headrace.adapter.header.MediaType;
import dev.headrace.adapter.header.RewrittenFields;
import dev.headrace.rewriter.HtmlRewriter;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** How a response's content begins and ends on the wire (RFC 9112 §6). */
final class Framing {
    private Framing() {}

    /** The length that the content has to have; -1 if none is said, or none that counts (RFC 9112 §6.3). */
    static long contentLength(HttpResponse head) {
        if (HttpUtil.isTransferEncodingChunked(head)) {
            return -1;
        }
        try {
            return HttpUtil.getContentLength(head, -1L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * Marks a response whose length nobody knows yet. Codecs of HTTP/2 and HTTP/3 leave {@code Transfer-Encoding} out.
     *
     * @return whether only the end of the connection ends it, since the client knows no chunks
     */
    static boolean ofUnknownLength(HttpResponse head, HttpVersion client) {
        HttpHeaders headers = head.headers();
        if (client.compareTo(HttpVersion.HTTP_1_1) < 0) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return true;
        }
        if (head.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
            // RFC 9110 §2.5: the version is that of who sends the message, and HTTP/1.0 has no chunks.
            head.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return false;
    }

    /** As above, for an answer to HEAD, which has no end that could be marked by closing. */
    static void ofHeadResponse(HttpResponse head, HttpVersion client) {
        if (client.compareTo(HttpVersion.HTTP_1_1) >= 0) {
            ofUnknownLength(head, client);
        }
    }

    /**
     * Has {@code Content-Type} say the encoding that the document is in, if it says another one.
     *
     * @param label what it says now; null if nothing
     * @param encoding the encoding that was found in the document; null if it is not known yet
     */
    static void correctCharset(HttpHeaders headers, @Nullable String label, @Nullable String encoding) {
        String said = label == null ? null : HtmlRewriter.encodingName(label);
        if (said != null && encoding != null && !said.equals(encoding)) {
            String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
            headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.withCharset(type, encoding));
        }
    }

    /** The end of rewritten content: no content, and the trailers that still hold. */
    static LastHttpContent endOf(LastHttpContent origin) {
        HttpHeaders trailers = origin.trailingHeaders();
        if (trailers.isEmpty()) {
            return new DefaultLastHttpContent();
        }
        LastHttpContent end = new DefaultLastHttpContent();
        end.trailingHeaders().set(trailers);
        RewrittenFields.ofTrailers(end.trailingHeaders());
        return end;
    }
}
