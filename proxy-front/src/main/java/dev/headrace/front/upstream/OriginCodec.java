package dev.headrace.front.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 towards origins. Netty's own codec for clients does not tell whether anything has come behind a response, which would be taken
 * for the beginning of the next one (RFC 9112 §9.2).
 */
final class OriginCodec extends CombinedChannelDuplexHandler<OriginCodec.Decoder, HttpRequestEncoder> {
    private static final int LINE_BYTES = 16 * 1024;
    private static final int HEAD_BYTES = 128 * 1024;
    private static final int PIECE_BYTES = 256 * 1024;

    OriginCodec() {
        init(new Decoder(), new HttpRequestEncoder());
    }

    /** Tells which method the next response answers. */
    void expect(HttpMethod method) {
        inboundHandler().method = method;
    }

    /** Whether anything has come behind the last response. */
    boolean hasMore() {
        return inboundHandler().hasMore();
    }

    static final class Decoder extends HttpResponseDecoder {
        private @Nullable HttpMethod method;
        private boolean isInside;

        Decoder() {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(LINE_BYTES)
                    .setMaxHeaderSize(HEAD_BYTES)
                    .setMaxChunkSize(PIECE_BYTES));
        }

        private boolean hasMore() {
            return isInside || actualReadableBytes() > 0;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            int bytes = in.readableBytes();
            int before = out.size();
            super.decode(context, in, out);
            if (out.size() > before) {
                isInside = !(out.get(out.size() - 1) instanceof LastHttpContent);
            } else {
                isInside |= in.readableBytes() != bytes;
            }
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            boolean isFinal = ((HttpResponse) message).status().code() >= 200;
            return (isFinal && HttpMethod.HEAD.equals(method)) || super.isContentAlwaysEmpty(message);
        }
    }
}
