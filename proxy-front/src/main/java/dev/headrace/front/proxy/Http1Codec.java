package dev.headrace.front.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1 towards clients. Netty's own codec for servers mends what must be refused (a length beside chunks, RFC 9112 §6.1), and takes
 * an interim response for the answer to HEAD.
 */
public final class Http1Codec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
    private static final int PIECE_BYTES = 256 * 1024;

    /** Methods of the requests whose responses are to come. */
    private final Queue<HttpMethod> methods = new ArrayDeque<>();

    /** The bytes of those exchanges; first those of requests that nobody has taken yet, then of responses that are to come. */
    private final Queue<Traffic> begun = new ArrayDeque<>();

    private final Queue<Traffic> unanswered = new ArrayDeque<>();

    private final Decoder decoder;
    private final TrafficCounter nobody;

    /** The bytes of the request that is being read, or will be. */
    private Traffic receiving = new Traffic();

    /** Whether a part of a request was decoded, and not its end. */
    private boolean isInside;

    /**
     * A codec for one connection.
     *
     * @param lineBytes how long a request line may be; a longer one is answered by 414
     * @param headBytes how long all header fields together may be; longer ones are answered by 431
     * @param nobody counts what never becomes a request
     */
    public Http1Codec(int lineBytes, int headBytes, TrafficCounter nobody) {
        this.nobody = nobody;
        decoder = new Decoder(lineBytes, headBytes);
        init(decoder, new Encoder());
    }

    /** Whether anything has come behind the last request that was complete. */
    boolean hasMore() {
        return isInside || decoder.unread() > 0;
    }

    /** The bytes of the request that was decoded next. */
    public Traffic nextTraffic() {
        Traffic next = begun.poll();
        return next == null ? receiving : next;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        begun.forEach(traffic -> traffic.belongsTo(nobody));
        receiving.belongsTo(nobody);
    }

    private final class Decoder extends HttpRequestDecoder {
        Decoder(int lineBytes, int headBytes) {
            super(new HttpDecoderConfig()
                    .setMaxInitialLineLength(lineBytes)
                    .setMaxHeaderSize(headBytes)
                    .setMaxChunkSize(PIECE_BYTES));
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
            count(bytes - in.readableBytes(), out.subList(before, out.size()));
        }

        /** One call never decodes the end of a request and the beginning of the next. */
        private void count(int consumed, List<Object> decoded) {
            receiving.addReceived(consumed);
            for (Object piece : decoded) {
                if (piece instanceof HttpRequest request) {
                    methods.add(request.method());
                    begun.add(receiving);
                    unanswered.add(receiving);
                }
            }
            if (!decoded.isEmpty() && !isInside) {
                receiving = new Traffic();
            }
        }

        @Override
        protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
            super.decodeLast(ctx, in, out);
            receiving.addReceived(in.readableBytes());
        }

        int unread() {
            return actualReadableBytes();
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("Content-Length and Transfer-Encoding in one request");
        }
    }

    private final class Encoder extends HttpResponseEncoder {
        private @Nullable HttpMethod method;
        private @Nullable Traffic sending;

        @Override
        protected void encode(ChannelHandlerContext ctx, Object msg, List<Object> out) throws Exception {
            int before = out.size();
            super.encode(ctx, msg, out);
            Traffic whose = msg instanceof HttpResponse head && isInterim(head) ? unanswered.peek() : sending;
            for (int i = before; i < out.size() && whose != null; i++) {
                whose.addSent(((ByteBuf) out.get(i)).readableBytes());
            }
        }

        private static boolean isInterim(HttpResponse response) {
            return response.status().code() < 200 && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            if (isInterim(response)) {
                return super.isContentAlwaysEmpty(response);
            }
            method = methods.poll();
            sending = unanswered.poll();
            return HttpMethod.HEAD.equals(method) || super.isContentAlwaysEmpty(response);
        }
    }
}
