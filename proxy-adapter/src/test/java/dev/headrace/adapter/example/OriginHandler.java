package dev.headrace.adapter.example;

import dev.headrace.adapter.RewriteHandler;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The origin's side of one exchange, on a connection of its own and on the client's event loop. Nothing is read from either side
 * before the other has taken what came.
 */
// A write that fails closes the channel, and that is heard of.
@SuppressWarnings("FutureReturnValueIgnored")
final class OriginHandler extends ChannelInboundHandlerAdapter {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final ChannelHandlerContext client;
    private final HttpRequest request;
    private final ResponseHop hop;
    private final Runnable finished;

    private @Nullable ChannelHandlerContext origin;

    /** Whether the request's end is with the origin. */
    private boolean requestSent;

    /** Whether the request was given to the codec, which releases it. */
    private boolean requestTaken;

    private boolean headCame;
    private boolean informational;
    private boolean over;

    /**
     * An exchange that has not begun.
     *
     * @param finished called when the response is written, and the client may have its next one
     */
    OriginHandler(ChannelHandlerContext client, HttpRequest request, Runnable finished) {
        this.client = client;
        this.request = request;
        this.hop = ResponseHop.of(request);
        this.finished = finished;
        requestSent = request instanceof LastHttpContent;
    }

    // ---- The request

    void connect(InetSocketAddress address) {
        if (request.decoderResult().isFailure()) {
            letGo();
            answer(HttpResponseStatus.BAD_REQUEST, "The request is malformed.");
        } else if (request.method().equals(HttpMethod.CONNECT)) {
            letGo();
            answer(HttpResponseStatus.NOT_IMPLEMENTED, "There are no tunnels here.");
        } else {
            new Bootstrap()
                    .group(client.channel().eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new HttpClientCodec(), OriginHandler.this);
                        }
                    })
                    .connect(address)
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            fail("cannot be reached: " + connected.cause().getMessage());
                        }
                    });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (over) {
            ctx.close();
            return;
        }
        origin = ctx;
        requestTaken = true;
        RequestHop.adapt(request, client.channel() instanceof Http2StreamChannel ? "2.0" : "1.1");
        write(ctx, request);
        readMore();
    }

    /** More of the request's content. */
    void send(HttpContent content) {
        if (over || origin == null) {
            content.release();
            return;
        }
        write(origin, content);
    }

    /** What is read behind the request's end is the client's next request, or that it left. */
    private void write(ChannelHandlerContext to, HttpObject message) {
        boolean isLast = message instanceof LastHttpContent;
        to.writeAndFlush(message).addListener(written -> {
            if (written.isSuccess()) {
                requestSent |= isLast;
                client.read();
            }
        });
    }

    // ---- The response

    /** Reads from the origin, if the client has taken what came, and if the rewriter waits for no handler. */
    void readMore() {
        if (origin != null && !over && RewriteHandler.isWritable(client.channel())) {
            origin.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (over || !(msg instanceof HttpObject object)) {
            ReferenceCountUtil.release(msg);
        } else if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(msg);
            fail("sent a malformed response");
        } else {
            forward(ctx, object);
        }
    }

    private void forward(ChannelHandlerContext ctx, HttpObject object) {
        boolean isLast = object instanceof LastHttpContent;
        if (object instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            informational = !isLast;
            client.write(ResponseHop.informational(head));
        } else if (informational) {
            informational = !isLast;
            ReferenceCountUtil.release(object);
        } else {
            if (object instanceof HttpResponse head) {
                headCame = true;
                hop.adapt(head, requestSent);
            }
            if (!isLast) {
                client.write(object);
                return;
            }
            over = true;
            ctx.close();
            end(client.writeAndFlush(object));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        client.flush();
        readMore();
    }

    private void end(ChannelFuture written) {
        boolean keepsAlive = hop.isKeptAlive();
        written.addListener(done -> {
            if (!done.isSuccess() || !keepsAlive) {
                client.close();
            } else {
                finished.run();
            }
        });
    }

    // ---- Failures

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("closed the connection before the response was complete");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("failed: " + cause.getMessage());
    }

    void clientLeft() {
        over = true;
        letGo();
    }

    /** A response that has begun cannot be taken back; it must not look complete, and {@code RewriteHandler} sees to that. */
    private void fail(String what) {
        if (over) {
            return;
        }
        over = true;
        letGo();
        if (headCame) {
            client.close();
        } else {
            answer(HttpResponseStatus.BAD_GATEWAY, "The origin " + what + ".");
        }
    }

    private void answer(HttpResponseStatus status, String text) {
        over = true;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, ByteBufUtil.writeUtf8(client.alloc(), status + ": " + text + "\n"));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        hop.adapt(response, requestSent);
        end(client.writeAndFlush(response));
    }

    private void letGo() {
        if (!requestTaken) {
            requestTaken = true;
            ReferenceCountUtil.release(request);
        }
        if (origin != null) {
            origin.close();
        }
    }
}
