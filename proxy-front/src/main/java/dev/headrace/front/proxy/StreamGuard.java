package dev.headrace.front.proxy;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Ends streams of HTTP/2 whose request has no method or path of HTTP (RFC 9113 §8.3.1), in front of the codec that makes a request of their
 * frames: Netty's fails at such a one, and the buffer that it has made for its content is never released.
 */
@Sharable
public final class StreamGuard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof Http2HeadersFrame frame) {
            String wrong = wrong(frame.headers().method(), frame.headers().path());
            if (wrong != null) {
                ReferenceCountUtil.release(msg);
                ctx.fireExceptionCaught(Http2Exception.streamError(
                        frame.stream() == null ? 0 : frame.stream().id(), Http2Error.PROTOCOL_ERROR, wrong));
                return;
            }
        }
        ctx.fireChannelRead(msg);
    }

    /** Trailers have neither. */
    private static @Nullable String wrong(@Nullable CharSequence method, @Nullable CharSequence path) {
        if (method != null && !isToken(method)) {
            return "the method is no token";
        }
        return path == null || isVisible(path) ? null : "the path has characters that no path has";
    }

    /** RFC 9110 §5.6.2. */
    private static boolean isToken(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return text.length() > 0;
    }

    private static boolean isVisible(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
